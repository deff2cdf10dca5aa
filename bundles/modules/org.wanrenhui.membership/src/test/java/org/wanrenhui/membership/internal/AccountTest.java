package org.wanrenhui.membership.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.wanrenhui.membership.NewCommunity;
import org.wanrenhui.membership.NewMember;
import org.wanrenhui.membership.internal.growth.GrowthOffice;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.people.Contacts;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.membership.internal.portal.MembershipPermissions;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.web.Problem;

/** Addresses, mails, proofs that end, copies of one's data, and the end of an account. */
public class AccountTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern CODE = Pattern.compile("(?<![0-9])([0-9]{6})(?![0-9])");

    @Rule
    public final TestPortal portal = new TestPortal();

    private Community community;
    private Caller agent;
    private Caller member;

    @Before
    public void region() {
        portal.permissions.bind(new MembershipPermissions());
        portal.bulk.importDivisions(
                new java.io.StringReader("code,name,level,parent_code\n14,山西省,province,\n140105,小店区,district,14\n"));
        long id = portal.bulk.createCommunity(new NewCommunity("wucheng", "坞城小区", "", "", 140105, 2, 1));
        community = portal.communities.byId(id).orElseThrow();
        agent = signedIn("村长", "agent@demo", Map.of(Role.AGENT, Set.of(Scope.community(id))));
        member = signedIn("小林", "lin@example.org", Map.of());
        portal.residences.join(member.id(), community);
        portal.sent.clear();
    }

    private Caller signedIn(String name, String login, Map<Role, Set<Scope>> roles) {
        portal.bulk.createMember(new NewMember(
                name, login, portal.bulk.hashPassword(PASSWORD), "", roles, List.of(), false, 0, Instant.now()));
        String token = portal.signIn
                .password(login, PASSWORD, new Sessions.Origin("t", "10.0.0.1", true))
                .token();
        return portal.identity.authenticate(token).orElseThrow();
    }

    private String lastCode() {
        Matcher matcher = CODE.matcher(portal.sent.get(portal.sent.size() - 1).body());
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    private void prove(String login) {
        assertTrue(portal.contacts.begin(member.id(), login, PASSWORD));
        portal.contacts.confirm(member.id(), login, lastCode());
    }

    @Test
    public void aPhoneIsAddedByCodeAndThenSignsIn() {
        prove("13812346720");
        Contacts.State state = portal.contacts.state(member.id());
        assertEquals(2, state.contacts().size());
        assertTrue(state.contacts().get(1).proven());
        assertFalse(state.contacts().get(0).proven());
        assertEquals(
                member.id(),
                portal.signIn
                        .password("138 1234 6720", PASSWORD, new Sessions.Origin("t", "10.0.0.2", true))
                        .memberId());
    }

    @Test
    public void aCodeIsOnlyGoodForTheMemberWhoAskedForIt() {
        portal.contacts.begin(member.id(), "new@example.org", PASSWORD);
        String code = lastCode();
        Problem problem =
                assertThrows(Problem.class, () -> portal.contacts.confirm(agent.id(), "new@example.org", code));
        assertEquals(Set.of("code"), problem.fields().keySet());
        portal.contacts.confirm(member.id(), "new@example.org", code);
    }

    @Test
    public void changingNeedsThePassword() {
        Problem problem = assertThrows(
                Problem.class, () -> portal.contacts.begin(member.id(), "new@example.org", "something else"));
        assertEquals(Set.of("password"), problem.fields().keySet());
        assertTrue(portal.sent.isEmpty());
    }

    @Test
    public void anAddressOfSomebodyElseIsNotToldFromAFreeOne() {
        assertTrue(portal.contacts.begin(member.id(), "agent@demo", PASSWORD));
        assertEquals("agent@demo", portal.sent.get(0).to());
        assertFalse(CODE.matcher(portal.sent.get(0).body()).find());
    }

    @Test
    public void theFormerMailboxIsTold() {
        prove("lin@example.org");
        prove("new@example.org");
        Message last = portal.sent.get(portal.sent.size() - 1);
        assertEquals("lin@example.org", last.to());
        assertTrue(last.body().contains("ne***@example.org"));
    }

    @Test
    public void theLastAddressStays() {
        Problem problem = assertThrows(Problem.class, () -> portal.contacts.remove(member.id(), "mail", PASSWORD));
        assertEquals(409, problem.status());
        prove("13812346720");
        portal.contacts.remove(member.id(), "mail", PASSWORD);
        assertEquals(
                "phone", portal.contacts.state(member.id()).contacts().get(0).kind());
    }

    @Test
    public void mailsGoToProvenAddressesInTheLanguageChosen() {
        refuse();
        assertTrue("unproven, so no mail", portal.sent.isEmpty());
        prove("lin@example.org");
        portal.contacts.prefer(member.id(), "en", true);
        portal.sent.clear();
        refuse();
        assertEquals("Your home could not be verified", portal.sent.get(0).subject());
        assertTrue(portal.sent.get(0).body().contains("name is missing"));
        portal.contacts.prefer(member.id(), "zh", false);
        portal.sent.clear();
        refuse();
        assertTrue("unwanted, so no mail", portal.sent.isEmpty());
    }

    private long request(String relation) {
        return portal.verifications.request(member, community, new Verifications.Draft("1号楼", "", "101", relation, ""));
    }

    private void refuse() {
        portal.verifications.decide(agent, request("OWNER"), false, "name is missing");
    }

    private boolean verified() {
        return portal.profiles.own(member.id()).verified();
    }

    @Test
    public void aProofIsTakenBackWithAReason() {
        portal.verifications.decide(agent, request("OWNER"), true, "");
        assertTrue(verified());
        long residence = portal.residences.of(member.id()).get(0).id();
        assertEquals(
                422,
                assertThrows(Problem.class, () -> portal.verifications.withdraw(agent, residence, ""))
                        .status());
        assertEquals(
                404,
                assertThrows(Problem.class, () -> portal.verifications.withdraw(member, residence, "for fun"))
                        .status());
        portal.verifications.withdraw(agent, residence, "moved away");
        assertFalse(verified());
        assertEquals(
                "membership.unverified",
                portal.events.get(portal.events.size() - 2).type());
        DomainEvent told = portal.events.get(portal.events.size() - 1);
        assertEquals("told behind the bell, mail or not", "membership.told", told.type());
        assertTrue(told.data().get("en").contains("moved away"));
        assertEquals(
                409,
                assertThrows(Problem.class, () -> portal.verifications.withdraw(agent, residence, "again"))
                        .status());
        request("OWNER");
    }

    @Test
    public void aTenantsProofEndsAndIsRenewedBefore() {
        prove("lin@example.org");
        portal.sent.clear();
        portal.verifications.decide(agent, request("TENANT"), true, "");
        Instant until = portal.residences.of(member.id()).get(0).until();
        assertTrue(until.isAfter(Instant.now().plus(Duration.ofDays(360))));
        assertEquals(409, assertThrows(Problem.class, () -> request("TENANT")).status());
        end(Instant.now().plus(Duration.ofDays(10)));
        portal.verifications.endProofs();
        portal.verifications.endProofs();
        assertEquals("told once", 2, portal.sent.size());
        assertTrue(verified());
        request("TENANT");
        end(Instant.now().minusSeconds(1));
        portal.verifications.endProofs();
        assertFalse(verified());
    }

    private void end(Instant until) {
        portal.run(em -> em.createQuery("update ResidenceEntity r set r.verifiedUntil = :t where r.memberId = :m")
                .setParameter("t", until)
                .setParameter("m", member.id())
                .executeUpdate());
    }

    @Test
    public void aCopyHasEverything() {
        request("OWNER");
        portal.ties.follow(member.id(), agent.id());
        Map<?, ?> own = (Map<?, ?>) portal.ownData.export(member.id()).get("membership");
        assertEquals("lin@example.org", own.get("email"));
        assertEquals(1, ((List<?>) own.get("verifications")).size());
        assertEquals(1, ((List<?>) own.get("residences")).size());
        assertEquals(1, ((List<?>) own.get("ties")).size());
        assertEquals(1, ((List<?>) own.get("sessions")).size());
        assertFalse(own.toString().contains("plain:"));
    }

    @Test
    public void anErasedMemberLeavesNothingPersonal() {
        portal.verifications.decide(agent, request("OWNER"), true, "");
        portal.ties.follow(member.id(), agent.id());
        assertThrows(Problem.class, () -> portal.ownData.eraseOwn(member.id(), "wrong"));
        portal.ownData.eraseOwn(member.id(), PASSWORD);
        assertEquals(
                "membership.erased", portal.events.get(portal.events.size() - 1).type());
        assertEquals("老邻居", portal.members.card(member.id()).orElseThrow().name());
        assertEquals(
                0, portal.profiles.view(java.util.Optional.empty(), agent.id()).followers());
        assertThrows(
                Problem.class,
                () -> portal.signIn.password("lin@example.org", PASSWORD, new Sessions.Origin("t", "10.0.0.1", true)));
        assertEquals(0, portal.communities.byId(community.id()).orElseThrow().memberCount());
        // The address and the name are free again.
        signedIn("小林", "lin@example.org", Map.of());
    }

    @Test
    public void theLastOperatorStays() {
        Caller operator = signedIn("运营", "operator@demo", Map.of(Role.OPERATOR, Set.of(Scope.PORTAL)));
        Problem problem = assertThrows(Problem.class, () -> portal.ownData.eraseOwn(operator.id(), PASSWORD));
        assertEquals("membership.erase.last-operator", problem.getMessage());
    }

    @Test
    public void theSecondOfTwoEditorsIsTold() {
        GrowthOffice office = new GrowthOffice(portal, portal.tables, portal);
        var rule = portal.tables.rules().get(0);
        office.saveRule(rule.id(), draft(rule.title(), "10", rule.edition()));
        Problem problem = assertThrows(
                Problem.class, () -> office.saveRule(rule.id(), draft(rule.title(), "20", rule.edition())));
        assertEquals(409, problem.status());
        assertEquals(10, portal.tables.rules().get(0).amount());
    }

    private static GrowthOffice.RuleDraft draft(String title, String amount, int edition) {
        return new GrowthOffice.RuleDraft(
                title, "", "membership.registered", amount, "0", "", true, Integer.toString(edition));
    }

    @Test
    public void whoIsBlockedSeesNoProfile() {
        assertTrue(
                portal.profiles.view(java.util.Optional.of(agent), member.id()).open());
        portal.ties.block(member.id(), agent.id());
        assertFalse(
                portal.profiles.view(java.util.Optional.of(agent), member.id()).open());
        assertTrue(
                portal.profiles.view(java.util.Optional.of(member), agent.id()).open());
    }
}
