package org.wanrenhui.membership.internal.portal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.JpaMembers;
import org.wanrenhui.membership.internal.people.RoleGrants;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.web.Page;

/** The people who look after a community. */
@Component
public final class AgentBlock implements Block {

    private final RoleGrants grants;
    private final JpaMembers members;

    @Activate
    public AgentBlock(@Reference RoleGrants grants, @Reference JpaMembers members) {
        this.grants = grants;
        this.members = members;
    }

    /** Agents and property staff of the community. */
    public record View(String community, List<MemberCard> agents, List<MemberCard> property) {}

    @Override
    public String name() {
        return "membership.agent";
    }

    @Override
    public Set<String> places() {
        return Set.of("community.side", "home.side");
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Duration keepFor() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        return context.community().flatMap(community -> {
            View view = new View(
                    community.name(),
                    cards(Role.AGENT, community.id(), context.locale()),
                    cards(Role.PROPERTY, community.id(), context.locale()));
            return view.agents().isEmpty() && view.property().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Page.of("membership/block-agent", view));
        });
    }

    private List<MemberCard> cards(Role role, long communityId, Locale locale) {
        List<Long> ids = grants.holders(role, communityId);
        Map<Long, MemberCard> cards = members.cards(ids, locale);
        return ids.stream().map(cards::get).filter(Objects::nonNull).toList();
    }
}
