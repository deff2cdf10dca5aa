package org.wanrenhui.membership.internal.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.Growth;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Profiles, as others see them and as their members edit them. */
@Component(service = Profiles.class)
public final class Profiles {

    private static final Set<String> TINTS = Set.of("", "rose", "sky", "leaf", "lamp");

    private final Transactions transactions;
    private final Members members;
    private final Residences residences;
    private final Growth growth;
    private final Ties ties;
    private final MemberChanges changes;
    private final CurrentRequest request;

    @Activate
    public Profiles(
            @Reference Transactions transactions,
            @Reference Members members,
            @Reference Residences residences,
            @Reference Growth growth,
            @Reference Ties ties,
            @Reference MemberChanges changes,
            @Reference CurrentRequest request) {
        this.transactions = transactions;
        this.members = members;
        this.residences = residences;
        this.growth = growth;
        this.ties = ties;
        this.changes = changes;
        this.request = request;
    }

    /**
     * A profile as the viewer may see it; what is not for the viewer is empty or 0.
     *
     * @param open whether the viewer may see more than the card
     */
    public record View(
            MemberCard card,
            boolean open,
            String bio,
            Instant since,
            int followers,
            int followed,
            List<Community> communities,
            List<String> badges,
            boolean own,
            boolean following,
            boolean blocked) {}

    /** One's own profile with everything that can be edited. */
    public record Own(
            long id,
            String name,
            String bio,
            String tint,
            String picture,
            String email,
            String phone,
            String kind,
            boolean verified,
            int points,
            int level,
            String seeProfile,
            String seeCommunities,
            String seeActivity,
            Instant createdAt) {}

    /** What a member filled in; a null field stays as it is. */
    public record Draft(
            String name, String bio, String tint, String seeProfile, String seeCommunities, String seeActivity) {}

    /** The profile. Throws {@link Problem} 404 when nobody has the id. */
    public View view(Optional<Caller> viewer, long id) {
        MemberEntity member = find(id);
        MemberCard card = members.card(id).orElseThrow(Problem::notFound);
        if (member.state.equals("ERASED")) {
            return new View(card, false, "", null, 0, 0, List.of(), List.of(), false, false, false);
        }
        List<Community> communities = residences.of(id).stream()
                .filter(residence -> !residence.pending())
                .map(Residences.ResidenceView::community)
                .toList();
        List<Long> ids = communities.stream().map(Community::id).toList();
        boolean own = viewer.isPresent() && viewer.get().id() == id;
        Ties.Standing standing = own || viewer.isEmpty()
                ? Ties.Standing.NONE
                : ties.standing(viewer.get().id(), id);
        // Whoever is blocked sees no more than what stands beside content.
        boolean shut = viewer.isPresent()
                && members.blockedBy(id).contains(viewer.get().id());
        if (shut || !Audience.valueOf(member.seeProfile).includes(viewer, id, ids)) {
            return new View(
                    card, false, "", null, 0, 0, List.of(), List.of(), own, standing.following(), standing.blocked());
        }
        return new View(
                card,
                true,
                member.bio,
                member.createdAt,
                member.followers,
                member.followed,
                Audience.valueOf(member.seeCommunities).includes(viewer, id, ids) ? communities : List.of(),
                Audience.valueOf(member.seeActivity).includes(viewer, id, ids)
                        ? growth.summary(id, request.locale()).badges()
                        : List.of(),
                own,
                standing.following(),
                standing.blocked());
    }

    public Own own(long id) {
        MemberEntity row = find(id);
        return new Own(
                row.id,
                row.name,
                row.bio,
                row.tint,
                row.picture,
                row.email == null ? "" : row.email,
                row.phone == null ? "" : row.phone,
                row.kind,
                row.verified,
                row.points,
                row.levelNo,
                row.seeProfile,
                row.seeCommunities,
                row.seeActivity,
                row.createdAt);
    }

    private MemberEntity find(long id) {
        MemberEntity member = transactions.read(em -> em.find(MemberEntity.class, id));
        if (member == null) {
            throw Problem.notFound();
        }
        return member;
    }

    /** Changes one's own profile. */
    public void edit(long id, Draft draft) {
        Own before = own(id);
        Input input = new Input();
        String name = draft.name() == null ? before.name() : input.line("name", draft.name(), 1, 24);
        String key = NameKey.of(name);
        input.check(!key.isEmpty(), "name", "membership.name.invisible");
        String bio = draft.bio() == null ? before.bio() : input.text("bio", draft.bio(), 0, 300);
        String tint = draft.tint() == null ? before.tint() : draft.tint();
        input.check(TINTS.contains(tint), "tint", "membership.tint.unknown");
        String profile = audience(input, "seeProfile", draft.seeProfile(), before.seeProfile());
        String communities = audience(input, "seeCommunities", draft.seeCommunities(), before.seeCommunities());
        String activity = audience(input, "seeActivity", draft.seeActivity(), before.seeActivity());
        input.verify();
        try {
            transactions.run(em -> {
                MemberEntity row = em.find(MemberEntity.class, id);
                row.name = name;
                row.nameKey = key;
                row.bio = bio;
                row.tint = tint;
                row.seeProfile = profile;
                row.seeCommunities = communities;
                row.seeActivity = activity;
            });
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                throw Problem.invalid("name", "membership.name.taken");
            }
            throw e;
        }
        changes.committed(id);
    }

    private static String audience(Input input, String field, String typed, String before) {
        if (typed == null) {
            return before;
        }
        input.check(Audience.of(typed).isPresent(), field, "membership.audience.unknown");
        return typed;
    }
}
