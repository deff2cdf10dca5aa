package org.wanrenhui.membership.internal.places;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.CommunityEntity;
import org.wanrenhui.membership.internal.store.Kept;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.data.Transactions;

/** Communities in memory. */
@Component(service = {Communities.class, KeptCommunities.class})
public final class KeptCommunities implements Communities {

    private static final int LARGEST_PROVINCE = 99;

    private record Index(List<Community> open, Map<Long, Community> byId, Map<String, Community> bySlug) {}

    private final Transactions transactions;
    private final Divisions divisions;
    private final Kept<Index> index = new Kept<>(900, this::read);

    @Activate
    public KeptCommunities(@Reference Transactions transactions, @Reference Divisions divisions) {
        this.transactions = transactions;
        this.divisions = divisions;
    }

    @Override
    public List<Community> all() {
        return index.get().open();
    }

    /** Closed ones are known by id, so that old links and scopes keep their meaning. */
    @Override
    public Optional<Community> byId(long id) {
        return Optional.ofNullable(index.get().byId().get(id));
    }

    @Override
    public Optional<Community> bySlug(String slug) {
        return Optional.ofNullable(slug).map(index.get().bySlug()::get);
    }

    @Override
    public List<String> divisionNames(Community community) {
        Deque<String> names = new ArrayDeque<>();
        Optional<Divisions.Division> division = divisions.find(community.divisionCode());
        while (division.isPresent() && division.get().code() > LARGEST_PROVINCE && names.size() < 6) {
            names.addFirst(division.get().name());
            division = divisions.find(division.get().parent());
        }
        return new ArrayList<>(names);
    }

    /** To be called after a commit that changed a community. */
    public void changed() {
        index.invalidate();
    }

    private Index read() {
        List<CommunityEntity> rows = transactions.read(
                em -> em.createQuery("select c from CommunityEntity c order by c.sortNo, c.id", CommunityEntity.class)
                        .getResultList());
        List<Community> open = new ArrayList<>();
        Map<Long, Community> byId = new HashMap<>();
        Map<String, Community> bySlug = new HashMap<>();
        for (CommunityEntity row : rows) {
            Community community =
                    new Community(row.id, row.slug, row.name, row.address, row.divisionCode, row.memberCount);
            byId.put(row.id, community);
            if (row.open) {
                open.add(community);
                bySlug.put(row.slug, community);
            }
        }
        return new Index(List.copyOf(open), byId, bySlug);
    }
}
