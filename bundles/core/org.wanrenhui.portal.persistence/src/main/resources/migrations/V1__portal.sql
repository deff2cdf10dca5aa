-- What the portal itself keeps: migrations, settings, audit, the stream of domain events, and jobs.

CREATE TABLE portal.module_schema (
    schema_name VARCHAR(60) NOT NULL PRIMARY KEY,
    fingerprint VARCHAR(64) NOT NULL
);

CREATE TABLE portal.setting (
    setting_key   VARCHAR(200)   NOT NULL PRIMARY KEY,
    setting_value VARCHAR(32000) NOT NULL
);

-- One row; grows with every change, so that other nodes see that there is one.
CREATE TABLE portal.setting_version (
    id      INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
);
INSERT INTO portal.setting_version (id, version) VALUES (1, 0);

CREATE TABLE portal.audit_entry (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_at TIMESTAMP     NOT NULL,
    actor_id   BIGINT        NOT NULL,
    actor      VARCHAR(200)  NOT NULL,
    action     VARCHAR(120)  NOT NULL,
    object     VARCHAR(200)  NOT NULL,
    detail     VARCHAR(2000) NOT NULL,
    request_id VARCHAR(80)   NOT NULL,
    address    VARCHAR(80)   NOT NULL
);
CREATE INDEX audit_entry_actor ON portal.audit_entry (actor_id, id);
CREATE INDEX audit_entry_action ON portal.audit_entry (action, id);
CREATE INDEX audit_entry_object ON portal.audit_entry (object, id);
CREATE INDEX audit_entry_created ON portal.audit_entry (created_at);

-- Written by publishers in their own transactions; emptied by the sequencer.
CREATE TABLE portal.outbox (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type         VARCHAR(120)  NOT NULL,
    subject      VARCHAR(160)  NOT NULL,
    data         VARCHAR(8000) NOT NULL,
    published_at TIMESTAMP     NOT NULL
);

-- The stream: committed events in their final places, without gaps.
CREATE TABLE portal.event (
    place        BIGINT        NOT NULL PRIMARY KEY,
    type         VARCHAR(120)  NOT NULL,
    subject      VARCHAR(160)  NOT NULL,
    data         VARCHAR(8000) NOT NULL,
    published_at TIMESTAMP     NOT NULL
);

-- One row; whoever has it locked gives out places.
CREATE TABLE portal.event_sequencer (
    id         INTEGER NOT NULL PRIMARY KEY,
    last_place BIGINT  NOT NULL
);
INSERT INTO portal.event_sequencer (id, last_place) VALUES (1, 0);

-- How far each consumer is. Node is empty unless every node has its own copy of the consumer.
CREATE TABLE portal.event_cursor (
    consumer    VARCHAR(120) NOT NULL,
    node        VARCHAR(40)  NOT NULL,
    place       BIGINT       NOT NULL,
    lease_node  VARCHAR(40)  NOT NULL,
    lease_until TIMESTAMP    NOT NULL,
    seen_at     TIMESTAMP    NOT NULL,
    PRIMARY KEY (consumer, node)
);

-- Events that a consumer could not take, and those of the same subject that wait behind them.
CREATE TABLE portal.event_parked (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer     VARCHAR(120)  NOT NULL,
    node         VARCHAR(40)   NOT NULL,
    place        BIGINT        NOT NULL,
    type         VARCHAR(120)  NOT NULL,
    subject      VARCHAR(160)  NOT NULL,
    data         VARCHAR(8000) NOT NULL,
    published_at TIMESTAMP     NOT NULL,
    tries        INTEGER       NOT NULL,
    tried_at     TIMESTAMP     NOT NULL,
    next_try_at  TIMESTAMP     NOT NULL,
    error        VARCHAR(500)  NOT NULL,
    dead         BOOLEAN       NOT NULL,
    UNIQUE (consumer, node, place)
);
CREATE INDEX event_parked_due ON portal.event_parked (dead, next_try_at);

CREATE TABLE portal.job (
    name        VARCHAR(120) NOT NULL PRIMARY KEY,
    started_at  TIMESTAMP,
    ended_at    TIMESTAMP,
    last_millis BIGINT       NOT NULL,
    failures    INTEGER      NOT NULL,
    error       VARCHAR(500) NOT NULL
);
