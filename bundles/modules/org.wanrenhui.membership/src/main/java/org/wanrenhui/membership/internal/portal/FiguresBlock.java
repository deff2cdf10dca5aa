package org.wanrenhui.membership.internal.portal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.CommunityEntity;
import org.wanrenhui.membership.internal.store.CounterEntity;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.web.Page;

/** How many neighbours there are. */
@Component
public final class FiguresBlock implements Block {

    private final Transactions transactions;
    private final Communities communities;

    @Activate
    public FiguresBlock(@Reference Transactions transactions, @Reference Communities communities) {
        this.transactions = transactions;
        this.communities = communities;
    }

    /** Figures; {@code communities} is 0 in a community's own. */
    public record View(long members, long verified, int communities) {}

    @Override
    public String name() {
        return "membership.figures";
    }

    @Override
    public Set<String> places() {
        return Set.of("home.figures", "community.side");
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Duration keepFor() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        if (place.equals("home.figures")) {
            return Optional.of(Page.of("membership/block-figures", wholePortal()));
        }
        return context.community().map(community -> Page.of("membership/block-figures", of(community.id())));
    }

    private View wholePortal() {
        return transactions.read(em -> new View(
                em.find(CounterEntity.class, "members").amount,
                em.find(CounterEntity.class, "verified").amount,
                communities.all().size()));
    }

    private View of(long communityId) {
        return transactions.read(em -> {
            CommunityEntity row = em.find(CommunityEntity.class, communityId);
            return row == null ? new View(0, 0, 0) : new View(row.memberCount, row.verifiedCount, 0);
        });
    }
}
