package org.wanrenhui.membership.internal.portal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.web.Page;

/** Communities near the chosen one, otherwise the largest; all of it is in memory. */
@Component
public final class NearBlock implements Block {

    private static final int MOST = 4;
    /** Division codes of one district differ only below this. */
    private static final long DISTRICT = 1_000_000;

    private final KeptCommunities communities;

    @Activate
    public NearBlock(@Reference KeptCommunities communities) {
        this.communities = communities;
    }

    /** A community in the list. */
    public record Near(String slug, String name, String address, int members) {}

    /** The list; {@code chosen} when there is a community to be near to. */
    public record View(List<Near> communities, boolean chosen) {}

    @Override
    public String name() {
        return "membership.near";
    }

    @Override
    public Set<String> places() {
        return Set.of("home.side");
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
        Optional<Community> chosen = context.community();
        long here = chosen.map(NearBlock::district).orElse(0L);
        List<Near> near = communities.all().stream()
                .filter(community -> chosen.isEmpty() || chosen.get().id() != community.id())
                .sorted(Comparator.comparing((Community community) -> district(community) != here)
                        .thenComparing(
                                Comparator.comparingInt(Community::memberCount).reversed()))
                .limit(MOST)
                .map(community ->
                        new Near(community.slug(), community.name(), community.address(), community.memberCount()))
                .toList();
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of(Page.of("membership/block-near", new View(near, chosen.isPresent())));
    }

    private static long district(Community community) {
        long code = community.divisionCode();
        while (code >= DISTRICT) {
            code /= 10;
        }
        return code;
    }
}
