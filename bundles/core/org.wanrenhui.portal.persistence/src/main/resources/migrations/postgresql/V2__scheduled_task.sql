-- Table of db-scheduler, as its documentation gives it for PostgreSQL.
CREATE TABLE portal.scheduled_task (
    task_name            VARCHAR(100) NOT NULL,
    task_instance        VARCHAR(160) NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT       NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_task_due ON portal.scheduled_task (execution_time);
