-- Table of db-scheduler, as its documentation gives it for databases without a time zone in timestamps.
CREATE TABLE portal.scheduled_task (
    task_name            VARCHAR(100) NOT NULL,
    task_instance        VARCHAR(160) NOT NULL,
    task_data            BLOB,
    execution_time       TIMESTAMP    NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP,
    last_failure         TIMESTAMP,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP,
    version              BIGINT       NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_task_due ON portal.scheduled_task (execution_time);
