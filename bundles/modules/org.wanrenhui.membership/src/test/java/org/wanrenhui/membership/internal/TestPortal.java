package org.wanrenhui.membership.internal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.rules.ExternalResource;
import org.wanrenhui.membership.internal.growth.Appeals;
import org.wanrenhui.membership.internal.growth.CheckIns;
import org.wanrenhui.membership.internal.growth.Growth;
import org.wanrenhui.membership.internal.growth.GrowthConsumer;
import org.wanrenhui.membership.internal.growth.GrowthTables;
import org.wanrenhui.membership.internal.growth.Points;
import org.wanrenhui.membership.internal.identity.Authorities;
import org.wanrenhui.membership.internal.identity.Codes;
import org.wanrenhui.membership.internal.identity.OwnPassword;
import org.wanrenhui.membership.internal.identity.Passwords;
import org.wanrenhui.membership.internal.identity.PermissionTable;
import org.wanrenhui.membership.internal.identity.Recovery;
import org.wanrenhui.membership.internal.identity.Registration;
import org.wanrenhui.membership.internal.identity.SecondFactor;
import org.wanrenhui.membership.internal.identity.SeenSessions;
import org.wanrenhui.membership.internal.identity.SessionCache;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.identity.SignIn;
import org.wanrenhui.membership.internal.identity.SignInThrottle;
import org.wanrenhui.membership.internal.identity.TokenIdentity;
import org.wanrenhui.membership.internal.people.BulkAdministration;
import org.wanrenhui.membership.internal.people.Contacts;
import org.wanrenhui.membership.internal.people.JpaMembers;
import org.wanrenhui.membership.internal.people.MemberChanges;
import org.wanrenhui.membership.internal.people.MemberOffice;
import org.wanrenhui.membership.internal.people.Notices;
import org.wanrenhui.membership.internal.people.OwnData;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.membership.internal.people.RoleGrants;
import org.wanrenhui.membership.internal.people.Ties;
import org.wanrenhui.membership.internal.places.CommunityOffice;
import org.wanrenhui.membership.internal.places.Divisions;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.membership.internal.places.Papers;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.membership.internal.store.AppealEntity;
import org.wanrenhui.membership.internal.store.BadgeEntity;
import org.wanrenhui.membership.internal.store.BuildingEntity;
import org.wanrenhui.membership.internal.store.CheckInEntity;
import org.wanrenhui.membership.internal.store.CodeEntity;
import org.wanrenhui.membership.internal.store.CommunityEntity;
import org.wanrenhui.membership.internal.store.CounterEntity;
import org.wanrenhui.membership.internal.store.DivisionEntity;
import org.wanrenhui.membership.internal.store.EntryEntity;
import org.wanrenhui.membership.internal.store.GrantEntity;
import org.wanrenhui.membership.internal.store.LevelEntity;
import org.wanrenhui.membership.internal.store.MemberBadgeEntity;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.PaperEntity;
import org.wanrenhui.membership.internal.store.RecoveryCodeEntity;
import org.wanrenhui.membership.internal.store.ResidenceEntity;
import org.wanrenhui.membership.internal.store.RuleEntity;
import org.wanrenhui.membership.internal.store.SessionEntity;
import org.wanrenhui.membership.internal.store.TieEntity;
import org.wanrenhui.membership.internal.store.VerificationEntity;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Mailbox;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.moderation.Standing;
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.moderation.Verdict;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;

/** The services of the bundle over an empty Derby in memory, with what the portal gives them played by maps and lists. */
public final class TestPortal extends ExternalResource
        implements Transactions, DomainEvents, Settings, Mailbox, Audit, CurrentRequest {

    public final List<DomainEvent> events = new ArrayList<>();
    public final List<Message> sent = new ArrayList<>();
    public final Map<String, String> settings = new HashMap<>();
    public Divisions divisions;
    public KeptCommunities communities;
    public CommunityOffice communityOffice;
    public GrowthTables tables;
    public Points points;
    public JpaMembers members;
    public MemberChanges changes;
    public SignInThrottle throttle;
    public Sessions sessions;
    public SecondFactor secondFactor;
    public SignIn signIn;
    public Registration registration;
    public Recovery recovery;
    public Notices notices;
    public Contacts contacts;
    public OwnData ownData;
    public TokenIdentity identity;
    public PermissionTable permissions;
    public Residences residences;
    public Verifications verifications;
    public RoleGrants grants;
    public MemberOffice memberOffice;
    public Ties ties;
    public Growth growth;
    public CheckIns checkIns;
    public Appeals appeals;
    public GrowthConsumer consumer;
    public Profiles profiles;
    public BulkAdministration bulk;

    private EntityManagerFactory factory;
    private EntityManager current;
    private String url;

    @Override
    protected void before() throws Exception {
        url = "jdbc:derby:memory:" + UUID.randomUUID();
        try (Connection connection = DriverManager.getConnection(url + ";create=true");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA membership");
            statement.execute("SET SCHEMA membership");
            for (String script : SCRIPTS) {
                for (String sql : read(script).split(";\\s*\n")) {
                    statement.execute(sql);
                }
            }
        }
        PersistenceConfiguration unit = new PersistenceConfiguration("membership-test")
                .provider("org.eclipse.persistence.jpa.PersistenceProvider")
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .property("jakarta.persistence.jdbc.url", url)
                .property("jakarta.persistence.jdbc.driver", "org.apache.derby.iapi.jdbc.AutoloadedDriver")
                .property("jakarta.persistence.sharedCache.mode", "NONE")
                .property("eclipselink.weaving", "false")
                .property("eclipselink.logging.level", "SEVERE");
        for (Class<?> row : List.of(
                MemberEntity.class,
                SessionEntity.class,
                CodeEntity.class,
                RecoveryCodeEntity.class,
                GrantEntity.class,
                DivisionEntity.class,
                CommunityEntity.class,
                BuildingEntity.class,
                ResidenceEntity.class,
                VerificationEntity.class,
                PaperEntity.class,
                RuleEntity.class,
                EntryEntity.class,
                AppealEntity.class,
                LevelEntity.class,
                BadgeEntity.class,
                MemberBadgeEntity.class,
                CheckInEntity.class,
                TieEntity.class,
                CounterEntity.class)) {
            unit.managedClass(row);
        }
        factory = Persistence.createEntityManagerFactory(unit);
        wire();
    }

    private static final List<String> SCRIPTS = List.of(
            "V1__membership.sql",
            "V5__pictures_and_papers.sql",
            "derby/V6__picture_indexes.sql",
            "V7__contacts_consent_expiry.sql");

    private static String read(String name) throws IOException {
        try (InputStream script = TestPortal.class.getResourceAsStream("/migrations/" + name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void wire() {
        Passwords passwords = new PlainPasswords();
        divisions = new Divisions(this);
        communities = new KeptCommunities(this, divisions);
        communityOffice = new CommunityOffice(this, communities, divisions, this);
        tables = new GrowthTables(this);
        points = new Points(tables, this);
        members = new JpaMembers(this, tables, this);
        SessionCache cache = new SessionCache();
        changes = new MemberChanges(cache, members);
        throttle = new SignInThrottle(System::nanoTime, true);
        sessions = new Sessions(this, cache);
        secondFactor = new SecondFactor(this, this, this, sessions, throttle);
        signIn = new SignIn(this, passwords, throttle, sessions, secondFactor);
        Codes codes = new Codes(this, this, this, throttle, this);
        registration = new Registration(this, this, passwords, codes, throttle, this, this);
        notices = new Notices(this, this, this);
        recovery = new Recovery(this, passwords, codes, sessions, throttle, notices, this);
        OwnPassword ownPassword = new OwnPassword(this, passwords, throttle);
        contacts = new Contacts(this, codes, ownPassword, notices, this, this);
        permissions = new PermissionTable(this);
        identity = new TokenIdentity(
                this, this, cache, new SeenSessions(this), new Authorities(this), permissions, communities);
        residences = new Residences(this, this, communities, members, changes, notices, new Unmoderated(), this, this);
        verifications = new Verifications(
                this, this, communities, members, changes, notices, this, this, new Papers(new NoFiles(), this, this));
        ownData = new OwnData(this, this, ownPassword, sessions, residences, communities, changes, this);
        grants = new RoleGrants(this, communities, divisions, changes, this);
        memberOffice = new MemberOffice(this, sessions, changes, notices, ownData, this);
        ties = new Ties(this, this, members, changes);
        growth = new Growth(this, tables, points);
        checkIns = new CheckIns(this, this, points);
        appeals = new Appeals(this, points, members, changes, notices, this);
        consumer = new GrowthConsumer(this, tables, points, changes);
        profiles = new Profiles(this, members, residences, growth, ties, changes, this);
        bulk = new BulkAdministration(this, passwords, tables, communityOffice, communities, divisions);
    }

    @Override
    protected void after() {
        factory.close();
        try {
            DriverManager.getConnection(url + ";drop=true");
        } catch (SQLException dropped) {
            // Derby says so by an exception.
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        if (current != null) {
            current.flush();
            return work.with(current);
        }
        try (EntityManager em = factory.createEntityManager()) {
            return work.with(em);
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        if (current != null) {
            return work.with(current);
        }
        EntityManager em = factory.createEntityManager();
        current = em;
        try {
            em.getTransaction().begin();
            T result = work.with(em);
            em.getTransaction().commit();
            return result;
        } finally {
            current = null;
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    @Override
    public void publish(DomainEvent event) {
        events.add(event);
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public Map<String, String> withPrefix(String prefix) {
        return Map.of();
    }

    @Override
    public void put(Map<String, String> values) {
        settings.putAll(values);
    }

    @Override
    public boolean canSend(Message.Channel channel) {
        return true;
    }

    @Override
    public void send(Message message) {
        sent.add(message);
    }

    @Override
    public void record(String action, String object, String detail) {}

    @Override
    public boolean active() {
        return true;
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.empty();
    }

    @Override
    public Locale locale() {
        return Locale.SIMPLIFIED_CHINESE;
    }

    @Override
    public Optional<Community> community() {
        return Optional.empty();
    }

    @Override
    public void chooseCommunity(Community community) {}

    @Override
    public String requestId() {
        return "-";
    }

    @Override
    public String clientAddress() {
        return "127.0.0.1";
    }

    @Override
    public String userAgent() {
        return "test";
    }

    @Override
    public Optional<String> sessionToken() {
        return Optional.empty();
    }

    @Override
    public void sessionCookie(String token, boolean persistent) {}

    @Override
    public void flash(Flash.Kind kind, String text) {}

    @Override
    public String text(String key, Object... arguments) {
        return key + List.of(arguments);
    }

    /** Instant, so that tests are. */
    private static final class PlainPasswords implements Passwords {
        @Override
        public String hash(String password) {
            return "plain:" + password;
        }

        @Override
        public boolean matches(String password, String hash) {
            return hash.equals("plain:" + password);
        }

        @Override
        public void pretend(String password) {}
    }

    /** Nobody uploads here; files are tried on the real portal. */
    private static final class NoFiles implements org.wanrenhui.portal.api.files.Files {

        @Override
        public org.wanrenhui.portal.api.files.StoredFile store(
                String owner, Caller uploader, org.wanrenhui.portal.api.web.Upload upload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Long, org.wanrenhui.portal.api.files.StoredFile> find(java.util.Collection<Long> ids) {
            return Map.of();
        }

        @Override
        public void discard(String owner, java.util.Collection<Long> ids) {
            throw new UnsupportedOperationException();
        }
    }

    /** Nobody is banned. */
    private static final class Unmoderated implements Moderation {
        @Override
        public Verdict screen(Submission submission, Caller author) {
            return Verdict.PUBLISH;
        }

        @Override
        public void queue(Submission submission, Verdict verdict) {}

        @Override
        public void report(Submission submission, Caller reporter, String reason, String words) {}

        @Override
        public Standing standing(long memberId, long communityId) {
            return Standing.GOOD;
        }

        @Override
        public boolean banned(long memberId, long communityId) {
            return false;
        }

        @Override
        public void act(Submission submission, Caller moderator, Action action, String reason) {}
    }
}
