-- Ids of all tables come from one sequence; seeded rows keep below 1000.
CREATE SEQUENCE membership.id_seq AS BIGINT START WITH 1050 INCREMENT BY 50;

CREATE TABLE membership.member (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(48) NOT NULL,
    name_key VARCHAR(96) NOT NULL,
    bio VARCHAR(600) NOT NULL,
    tint VARCHAR(8) NOT NULL,
    kind VARCHAR(12) NOT NULL,
    state VARCHAR(12) NOT NULL,
    state_reason VARCHAR(400) NOT NULL,
    email VARCHAR(254),
    phone VARCHAR(20),
    password_hash VARCHAR(200) NOT NULL,
    totp_secret VARCHAR(64),
    totp_on BOOLEAN NOT NULL,
    totp_step BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    verified BOOLEAN NOT NULL,
    points INTEGER NOT NULL,
    level_no INTEGER NOT NULL,
    badge_id BIGINT NOT NULL,
    staff_of VARCHAR(16) NOT NULL,
    followers INTEGER NOT NULL,
    followed INTEGER NOT NULL,
    home_community BIGINT NOT NULL,
    sanctioned_at TIMESTAMP,
    see_profile VARCHAR(12) NOT NULL,
    see_communities VARCHAR(12) NOT NULL,
    see_activity VARCHAR(12) NOT NULL,
    authority_version INTEGER NOT NULL,
    CONSTRAINT member_name UNIQUE (name_key),
    CONSTRAINT member_email UNIQUE (email),
    CONSTRAINT member_phone UNIQUE (phone)
);

CREATE TABLE membership.login_session (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash VARCHAR(64) NOT NULL,
    member_id BIGINT NOT NULL,
    stage VARCHAR(8) NOT NULL,
    second_factor BOOLEAN NOT NULL,
    persistent BOOLEAN NOT NULL,
    device VARCHAR(200) NOT NULL,
    address VARCHAR(64) NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    CONSTRAINT session_token UNIQUE (token_hash)
);
CREATE INDEX session_member ON membership.login_session (member_id);
CREATE INDEX session_expiry ON membership.login_session (expires_at);

CREATE TABLE membership.one_time_code (
    id BIGINT NOT NULL PRIMARY KEY,
    purpose VARCHAR(12) NOT NULL,
    login VARCHAR(254) NOT NULL,
    code_hash VARCHAR(64) NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    tries INTEGER NOT NULL
);
CREATE INDEX code_login ON membership.one_time_code (login, purpose, id);

CREATE TABLE membership.recovery_code (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    code_hash VARCHAR(64) NOT NULL,
    CONSTRAINT recovery_unique UNIQUE (member_id, code_hash)
);

CREATE TABLE membership.role_grant (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    role_name VARCHAR(16) NOT NULL,
    scope_kind VARCHAR(12) NOT NULL,
    scope_id BIGINT NOT NULL,
    granted_by BIGINT NOT NULL,
    granted_at TIMESTAMP NOT NULL,
    CONSTRAINT grant_unique UNIQUE (member_id, role_name, scope_kind, scope_id)
);
CREATE INDEX grant_scope ON membership.role_grant (scope_kind, scope_id, role_name);

CREATE TABLE membership.division (
    code BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(80) NOT NULL,
    level_name VARCHAR(12) NOT NULL,
    parent_code BIGINT NOT NULL,
    official BOOLEAN NOT NULL
);
CREATE INDEX division_parent ON membership.division (parent_code);

CREATE TABLE membership.community (
    id BIGINT NOT NULL PRIMARY KEY,
    slug VARCHAR(40) NOT NULL,
    name VARCHAR(80) NOT NULL,
    address VARCHAR(200) NOT NULL,
    intro VARCHAR(1200) NOT NULL,
    division_code BIGINT NOT NULL,
    join_rule VARCHAR(12) NOT NULL,
    is_open BOOLEAN NOT NULL,
    sort_no INTEGER NOT NULL,
    member_count INTEGER NOT NULL,
    verified_count INTEGER NOT NULL,
    CONSTRAINT community_slug UNIQUE (slug)
);

CREATE TABLE membership.building (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL,
    name VARCHAR(40) NOT NULL,
    units VARCHAR(400) NOT NULL,
    sort_no INTEGER NOT NULL,
    CONSTRAINT building_name UNIQUE (community_id, name)
);

CREATE TABLE membership.residence (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    community_id BIGINT NOT NULL,
    state VARCHAR(12) NOT NULL,
    verified BOOLEAN NOT NULL,
    home VARCHAR(120) NOT NULL,
    relation VARCHAR(12) NOT NULL,
    joined_at TIMESTAMP NOT NULL,
    CONSTRAINT residence_unique UNIQUE (member_id, community_id)
);
CREATE INDEX residence_community ON membership.residence (community_id, state, id);

CREATE TABLE membership.verification (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    community_id BIGINT NOT NULL,
    building VARCHAR(40) NOT NULL,
    unit_name VARCHAR(40) NOT NULL,
    room VARCHAR(40) NOT NULL,
    relation VARCHAR(12) NOT NULL,
    note VARCHAR(1000) NOT NULL,
    state VARCHAR(12) NOT NULL,
    answer VARCHAR(400) NOT NULL,
    decided_by BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP
);
CREATE INDEX verification_queue ON membership.verification (state, id);
CREATE INDEX verification_member ON membership.verification (member_id, id);

CREATE TABLE membership.point_rule (
    id BIGINT NOT NULL PRIMARY KEY,
    title VARCHAR(60) NOT NULL,
    title_en VARCHAR(80) NOT NULL,
    event_pattern VARCHAR(80) NOT NULL,
    amount INTEGER NOT NULL,
    daily_cap INTEGER NOT NULL,
    href VARCHAR(200) NOT NULL,
    is_on BOOLEAN NOT NULL
);

CREATE TABLE membership.point_entry (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    rule_id BIGINT NOT NULL,
    amount INTEGER NOT NULL,
    balance INTEGER NOT NULL,
    reason VARCHAR(200) NOT NULL,
    origin VARCHAR(80) NOT NULL,
    entry_day DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT entry_origin UNIQUE (member_id, origin)
);
CREATE INDEX entry_member ON membership.point_entry (member_id, id);
CREATE INDEX entry_daily ON membership.point_entry (member_id, rule_id, entry_day);

CREATE TABLE membership.point_appeal (
    id BIGINT NOT NULL PRIMARY KEY,
    entry_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    words VARCHAR(600) NOT NULL,
    state VARCHAR(12) NOT NULL,
    answer VARCHAR(400) NOT NULL,
    decided_by BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT appeal_entry UNIQUE (entry_id)
);
CREATE INDEX appeal_queue ON membership.point_appeal (state, id);

CREATE TABLE membership.growth_level (
    level_no INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR(40) NOT NULL,
    name_en VARCHAR(60) NOT NULL,
    threshold INTEGER NOT NULL,
    level_privileges VARCHAR(400) NOT NULL
);

CREATE TABLE membership.badge (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(40) NOT NULL,
    name_en VARCHAR(60) NOT NULL,
    metric VARCHAR(12) NOT NULL,
    threshold INTEGER NOT NULL,
    is_on BOOLEAN NOT NULL
);

CREATE TABLE membership.member_badge (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    badge_id BIGINT NOT NULL,
    earned_at TIMESTAMP NOT NULL,
    CONSTRAINT member_badge_unique UNIQUE (member_id, badge_id)
);

CREATE TABLE membership.check_in (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    check_day DATE NOT NULL,
    streak INTEGER NOT NULL,
    CONSTRAINT check_in_day UNIQUE (member_id, check_day)
);

CREATE TABLE membership.tie (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    kind VARCHAR(8) NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT tie_unique UNIQUE (member_id, kind, target_id)
);
CREATE INDEX tie_target ON membership.tie (target_id, kind, id);

CREATE TABLE membership.counter (
    name VARCHAR(40) NOT NULL PRIMARY KEY,
    amount BIGINT NOT NULL
);
INSERT INTO membership.counter (name, amount) VALUES ('members', 0);
INSERT INTO membership.counter (name, amount) VALUES ('verified', 0);

INSERT INTO membership.growth_level (level_no, name, name_en, threshold, level_privileges) VALUES
    (1, '新邻居', 'New neighbour', 0, ''),
    (2, '熟面孔', 'Familiar face', 50, ''),
    (3, '热心邻居', 'Warm-hearted', 300, ''),
    (4, '楼里能人', 'Handy neighbour', 800, ''),
    (5, '社区达人', 'Community star', 2000, ''),
    (6, '街坊典范', 'Pillar of the street', 5000, '');

INSERT INTO membership.point_rule (id, title, title_en, event_pattern, amount, daily_cap, href, is_on) VALUES
    (1, '注册成为邻居', 'Becoming a member', 'membership.registered', 20, 20, '', TRUE),
    (2, '加入小区', 'Joining a community', 'membership.joined', 10, 20, '/communities', TRUE),
    (3, '房屋认证通过', 'Home verified', 'membership.verified', 50, 100, '/me/residence', TRUE),
    (4, '每天签到', 'Daily check-in', 'membership.checked-in', 5, 5, '/me/growth', TRUE),
    (5, '发起话题', 'Opening a topic', 'forum.topic-opened', 5, 20, '/forum', TRUE),
    (6, '回复邻居', 'Answering a neighbour', 'forum.post-created', 2, 20, '/forum', TRUE),
    (7, '收到点赞', 'Being appreciated', 'forum.reaction-given', 1, 20, '', TRUE),
    (8, '回答被采纳', 'Answer accepted', 'forum.answer-accepted', 15, 60, '/forum', TRUE);

INSERT INTO membership.badge (id, name, name_en, metric, threshold, is_on) VALUES
    (1, '业主', 'Resident', 'VERIFIED', 1, TRUE),
    (2, '连签七天', 'Seven days in a row', 'STREAK', 7, TRUE),
    (3, '连签一个月', 'A month in a row', 'STREAK', 30, TRUE),
    (4, '千分邻居', 'Thousand points', 'POINTS', 1000, TRUE),
    (5, '社区达人', 'Community star', 'LEVEL', 5, TRUE);
