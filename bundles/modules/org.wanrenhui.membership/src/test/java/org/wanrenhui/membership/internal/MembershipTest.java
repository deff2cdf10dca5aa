package org.wanrenhui.membership.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.wanrenhui.membership.DivisionImport;
import org.wanrenhui.membership.NewCommunity;
import org.wanrenhui.membership.NewMember;
import org.wanrenhui.membership.internal.identity.LoginName;
import org.wanrenhui.membership.internal.identity.Registration;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.identity.TotpCodes;
import org.wanrenhui.membership.internal.people.MemberOffice;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.membership.internal.people.Ties;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.membership.internal.portal.MembershipPermissions;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.spi.EventConsumer.Delivery;
import org.wanrenhui.portal.api.web.Problem;

/** The services together, over a real database. */
public class MembershipTest {

    private static final String CSV =
            """
            code,name,level,parent_code
            14,山西省,province,
            1401,太原市,city,14
            140105,小店区,district,1401
            140105001,坞城街道,street,140105
            140105001001,师范街社区居委会,community,140105001
            140106,迎泽区,district,1401
            140106001,柳巷街道,street,140106
            """;

    @Rule
    public final TestPortal portal = new TestPortal();

    private Community wucheng;
    private Community liuxiang;
    private Caller operator;
    private Caller agent;
    private Caller resident;

    @Before
    public void region() {
        portal.permissions.bind(new MembershipPermissions());
        portal.bulk.importDivisions(new StringReader(CSV));
        long first = portal.bulk.createCommunity(new NewCommunity("wucheng", "坞城小区", "", "", 140105001001L, 3, 1));
        long second = portal.bulk.createCommunity(new NewCommunity("liuxiang", "柳巷里", "", "", 140106001L, 0, 2));
        wucheng = portal.communities.byId(first).orElseThrow();
        liuxiang = portal.communities.byId(second).orElseThrow();
        operator = signedIn("运营", "operator@demo", Map.of(Role.OPERATOR, Set.of(Scope.PORTAL)));
        agent = signedIn("村长", "agent@demo", Map.of(Role.AGENT, Set.of(Scope.community(first))));
        resident = signedIn("小林", "13812346720", Map.of());
        portal.events.clear();
    }

    private Caller signedIn(String name, String login, Map<Role, Set<Scope>> roles) {
        portal.bulk.createMember(new NewMember(
                name, login, portal.bulk.hashPassword("灯亮着就有邻居"), "", roles, List.of(), false, 0, Instant.now()));
        return again(login);
    }

    private Caller again(String login) {
        String token = portal.signIn
                .password(login, "灯亮着就有邻居", new Sessions.Origin("t", "10.0.0.1", true))
                .token();
        return portal.identity.authenticate(token).orElseThrow();
    }

    private static Registration.Draft draft(String login, String name) {
        return new Registration.Draft(login, name, "correct horse", "RESIDENT", null, true);
    }

    @Test
    public void registersSignsInAndOut() {
        long id = portal.registration.register(draft("Wang@Example.com", "老王"));
        assertEquals("membership.registered", portal.events.get(0).type());
        var outcome =
                portal.signIn.password("wang@example.COM", "correct horse", new Sessions.Origin("t", "10.0.0.2", true));
        Caller caller = portal.identity.authenticate(outcome.token()).orElseThrow();
        assertEquals(id, caller.id());
        assertEquals(Set.of(Role.RESIDENT), caller.roles().keySet());
        assertEquals(1, portal.sessions.list(id, outcome.token()).size());
        portal.sessions.end(outcome.token());
        assertTrue(portal.identity.authenticate(outcome.token()).isEmpty());
    }

    @Test
    public void namesEveryFieldThatIsWrong() {
        Problem problem = assertThrows(
                Problem.class,
                () -> portal.registration.register(
                        new Registration.Draft("nobody", "\u200b\u3164", "123", "KING", null, false)));
        assertEquals(
                Set.of("login", "name", "password", "kind", "agreed"),
                problem.fields().keySet());
        assertEquals(
                Set.of("name"),
                assertThrows(Problem.class, () -> portal.registration.register(draft("a@b.cn", "小 林")))
                        .fields()
                        .keySet());
        assertEquals(
                Set.of("login"),
                assertThrows(Problem.class, () -> portal.registration.register(draft("+86 138-1234-6720", "别人")))
                        .fields()
                        .keySet());
    }

    @Test
    public void sendsCodesAndTakesEachOnce() {
        portal.settings.put("membership.verify.mail", "true");
        assertThrows(Problem.class, () -> portal.registration.register(draft("new@b.cn", "新人")));
        portal.registration.sendCode(LoginName.parse("new@b.cn").orElseThrow());
        Message message = portal.sent.get(0);
        String code = message.body().replaceAll(".*\\[([0-9]{6}).*", "$1");
        portal.registration.register(new Registration.Draft("new@b.cn", "新人", "correct horse", "MERCHANT", code, true));
        var login = LoginName.parse("new@b.cn").orElseThrow();
        portal.recovery.sendCode(login);
        assertThrows(Problem.class, () -> portal.recovery.reset(login, code, "battery staple"));
        String second = portal.sent.get(1).body().replaceAll(".*\\[([0-9]{6}).*", "$1");
        portal.recovery.reset(login, second, "battery staple");
        var outcome = portal.signIn.password("new@b.cn", "battery staple", new Sessions.Origin("t", "10.0.0.3", true));
        assertTrue(portal.identity.authenticate(outcome.token()).orElseThrow().is(Role.MERCHANT));
    }

    @Test
    public void refusesAfterTooManyFailuresAndSaysTheSameForNobody() {
        for (int i = 0; i < 10; i++) {
            assertEquals(401, failure("13812346720"));
        }
        assertEquals(429, failure("13812346720"));
        assertEquals(401, failure("nobody@example.com"));
    }

    private int failure(String login) {
        return assertThrows(
                        Problem.class,
                        () -> portal.signIn.password(login, "wrong", new Sessions.Origin("t", "10.0.0.9", true)))
                .status();
    }

    @Test
    public void importsDivisionsAgainAndSurvivesChanges() {
        assertEquals(new DivisionImport(0, 0, 0, 7), portal.bulk.importDivisions(new StringReader(CSV)));
        String later =
                "code,name,level,parent_code\n140105,小店区,district,1401\n140106,迎泽新区,district,1401\n140105002,营盘街道,street,140105\n";
        assertEquals(new DivisionImport(1, 1, 1, 1), portal.bulk.importDivisions(new StringReader(later)));
        assertEquals(List.of("太原市", "小店区", "坞城街道", "师范街社区居委会"), portal.communities.divisionNames(wucheng));
        assertThrows(IllegalArgumentException.class, () -> portal.bulk.importDivisions(new StringReader("1,2,3")));
    }

    @Test
    public void joinsAsksVerifiesAndLeaves() {
        assertTrue(portal.residences.join(resident.id(), wucheng));
        assertTrue(portal.residences.join(resident.id(), wucheng));
        portal.settings.put("membership.join", "APPROVAL");
        assertFalse(portal.residences.join(resident.id(), liuxiang));
        resident = again("13812346720");
        assertEquals(Set.of(wucheng.id()), resident.communities());
        assertEquals(0, resident.trust());
        long request = portal.verifications.request(
                resident, wucheng, new Verifications.Draft("3号楼", "", "501", "OWNER", null));
        assertEquals(
                409,
                status(() -> portal.verifications.request(
                        resident, wucheng, new Verifications.Draft("3号楼", "", "501", "OWNER", null))));
        assertEquals(404, status(() -> portal.verifications.decide(resident, request, true, "")));
        assertEquals(1, portal.verifications.queue(agent, 0, 0, 10).items().size());
        assertEquals(0, portal.residences.applicants(agent, 0, 0, 10).items().size());
        assertEquals(1, portal.residences.applicants(operator, 0, 0, 10).items().size());
        portal.verifications.decide(agent, request, true, "");
        assertEquals(409, status(() -> portal.verifications.decide(operator, request, false, "晚了一步")));
        assertEquals(2, again("13812346720").trust());
        assertEquals(1, portal.communities.byId(wucheng.id()).orElseThrow().memberCount());
        portal.residences.leave(resident.id(), wucheng.id());
        assertEquals(0, again("13812346720").trust());
        assertEquals(0, portal.communities.byId(wucheng.id()).orElseThrow().memberCount());
    }

    private static int status(ThrowingRunnable work) {
        return assertThrows(Problem.class, work).status();
    }

    @Test
    public void scopesHold() {
        assertTrue(agent.may("membership.verify", Scope.community(wucheng.id())));
        assertFalse(agent.may("membership.verify", Scope.community(liuxiang.id())));
        assertFalse(agent.may("membership.manage"));
        assertTrue(operator.may("membership.manage", Scope.community(liuxiang.id())));
        portal.grants.grant(operator, resident.id(), Role.OPERATOR, Scope.region(140105));
        Caller regional = again("13812346720");
        assertTrue(regional.may("membership.regions", Scope.community(wucheng.id())));
        assertFalse(regional.may("membership.regions", Scope.community(liuxiang.id())));
        assertEquals(403, status(() -> portal.grants.grant(regional, agent.id(), Role.OPERATOR, Scope.PORTAL)));
        assertEquals(403, status(() -> portal.grants.grant(operator, operator.id(), Role.HEADQUARTERS, Scope.PORTAL)));
        assertEquals(422, status(() -> portal.grants.grant(operator, agent.id(), Role.AGENT, Scope.PORTAL)));
        assertEquals(
                "operator", portal.members.card(resident.id()).orElseThrow().staffOf());
        portal.settings.put("membership.permission.agent.membership.verify", "false");
        assertFalse(again("agent@demo").may("membership.verify"));
    }

    @Test
    public void awardsPointsOncePerEventAndUpToTheCap() {
        for (int place = 1; place <= 4; place++) {
            topic(place);
            topic(place);
        }
        assertEquals(20, portal.growth.summary(resident.id(), portal.locale()).points());
        topic(5);
        assertEquals(20, portal.growth.summary(resident.id(), portal.locale()).points());
        portal.appeals.adjust(operator, resident.id(), "40", "活动奖励");
        assertEquals(2, portal.growth.summary(resident.id(), portal.locale()).level());
        var entry = portal.growth
                .history(resident.id(), Long.MAX_VALUE, 10, portal.locale())
                .items()
                .get(0);
        portal.appeals.open(resident.id(), entry.id(), "不对");
        assertEquals(409, status(() -> portal.appeals.open(resident.id(), entry.id(), "不对")));
        assertEquals(404, status(() -> portal.appeals.open(agent.id(), entry.id(), "不是我的")));
        var appeal = portal.appeals.queue(0, 10).items().get(0);
        portal.appeals.decide(operator, appeal.id(), true, "");
        assertEquals(20, portal.growth.summary(resident.id(), portal.locale()).points());
        assertEquals(8, portal.growth.tasks(resident.id(), portal.locale()).size());
    }

    private void topic(long place) {
        portal.consumer.receive(new Delivery(
                place,
                new DomainEvent("forum.topic-opened", "topic:1", Map.of("author", Long.toString(resident.id()))),
                Instant.now()));
    }

    @Test
    public void checksInOnceADay() {
        assertEquals(1, portal.checkIns.checkIn(resident.id()));
        assertEquals(409, status(() -> portal.checkIns.checkIn(resident.id())));
        assertTrue(portal.checkIns.state(resident.id()).today());
        portal.consumer.receive(new Delivery(9, portal.events.get(0), Instant.now()));
        assertEquals(5, portal.growth.summary(resident.id(), portal.locale()).points());
    }

    @Test
    public void followsAndBlocks() {
        portal.ties.follow(resident.id(), agent.id());
        portal.ties.follow(resident.id(), agent.id());
        assertEquals(1, portal.profiles.view(Optional.of(resident), agent.id()).followers());
        assertEquals(
                1,
                portal.ties
                        .list(agent.id(), Ties.Side.FOLLOWERS, Long.MAX_VALUE, 10)
                        .items()
                        .size());
        portal.ties.block(agent.id(), resident.id());
        assertEquals(Set.of(resident.id()), portal.members.blockedBy(agent.id()));
        assertEquals(409, status(() -> portal.ties.follow(resident.id(), agent.id())));
        assertEquals(0, portal.profiles.view(Optional.empty(), agent.id()).followers());
        assertEquals(404, status(() -> portal.ties.follow(resident.id(), 123_456)));
    }

    @Test
    public void keepsAPrivateProfilePrivate() {
        portal.profiles.edit(resident.id(), new Profiles.Draft(null, "住五楼", "sky", "NOBODY", null, null));
        assertFalse(portal.profiles.view(Optional.of(agent), resident.id()).open());
        assertEquals("", portal.profiles.view(Optional.empty(), resident.id()).bio());
        assertEquals(
                "住五楼",
                portal.profiles.view(Optional.of(resident), resident.id()).bio());
        assertEquals(Map.of("小林", resident.id()), portal.members.idsByName(List.of("小林", "没有这人", "\u200b")));
    }

    @Test
    public void listsAndSuspends() {
        var all = portal.memberOffice.list(new MemberOffice.Filter("", "", "", 0), Long.MAX_VALUE, 2);
        assertEquals(2, all.items().size());
        assertEquals(
                1,
                portal.memberOffice
                        .list(new MemberOffice.Filter("", "", "", 0), Long.parseLong(all.next()), 2)
                        .items()
                        .size());
        assertEquals(
                "138****6720",
                portal.memberOffice
                        .list(new MemberOffice.Filter("小", "ACTIVE", "", 0), Long.MAX_VALUE, 9)
                        .items()
                        .get(0)
                        .login());
        assertEquals(
                1,
                portal.memberOffice
                        .list(new MemberOffice.Filter("agent@demo", "", "AGENT", 0), Long.MAX_VALUE, 9)
                        .items()
                        .size());
        assertEquals(
                0,
                portal.memberOffice
                        .list(new MemberOffice.Filter("%_!'", "", "", wucheng.id()), Long.MAX_VALUE, 9)
                        .items()
                        .size());
        portal.memberOffice.suspend(operator, resident.id(), "广告");
        assertEquals(403, status(() -> again("13812346720")));
        portal.memberOffice.restore(resident.id());
        assertEquals(resident.id(), again("13812346720").id());
    }

    @Test
    public void asksForTheSecondFactor() {
        var state = portal.secondFactor.state(operator.id());
        long step = Instant.now().getEpochSecond() / 30;
        portal.settings.put("membership.totp.required", "true");
        assertFalse(again("operator@demo").is(Role.OPERATOR));
        assertTrue(portal.secondFactor.isMissing(operator.id()));
        assertFalse(portal.secondFactor.isMissing(resident.id()));
        String code = TotpCodes.at(state.secret(), step);
        List<String> recovery = portal.secondFactor.enrol(operator.id(), code, "");
        Sessions.Origin origin = new Sessions.Origin("t", "10.0.0.4", true);
        var halfway = portal.signIn.password("operator@demo", "灯亮着就有邻居", origin);
        assertTrue(halfway.halfway());
        assertTrue(portal.identity.authenticate(halfway.token()).isEmpty());
        assertEquals(401, status(() -> portal.signIn.code(halfway.token(), code)));
        var second = portal.signIn.password("operator@demo", "灯亮着就有邻居", origin);
        var done = portal.signIn.code(second.token(), recovery.get(0));
        assertTrue(portal.identity.authenticate(done.token()).orElseThrow().is(Role.OPERATOR));
        var third = portal.signIn.password("operator@demo", "灯亮着就有邻居", origin);
        assertEquals(401, status(() -> portal.signIn.code(third.token(), recovery.get(0))));
    }
}
