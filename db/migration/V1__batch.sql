-- Spring Batch's job repository, in a schema of its own. Names and columns are the ones that its JDBC job repository
-- expects (the schemas themselves are made by Flyway); `text` stands where its own script limits a length.

COMMENT ON SCHEMA batch IS 'Job and step state as Spring Batch keeps it';

CREATE SEQUENCE batch.batch_job_instance_seq;
CREATE SEQUENCE batch.batch_job_execution_seq;
CREATE SEQUENCE batch.batch_step_execution_seq;

CREATE TABLE batch.batch_job_instance (
    job_instance_id bigint PRIMARY KEY,
    version         bigint,
    job_name        varchar(100) NOT NULL,
    job_key         varchar(32)  NOT NULL,
    UNIQUE (job_name, job_key)
);

CREATE TABLE batch.batch_job_execution (
    job_execution_id bigint PRIMARY KEY,
    version          bigint,
    job_instance_id  bigint NOT NULL REFERENCES batch.batch_job_instance,
    create_time      timestamp NOT NULL,
    start_time       timestamp,
    end_time         timestamp,
    status           varchar(10),
    exit_code        text,
    exit_message     text,
    last_updated     timestamp
);
CREATE INDEX ON batch.batch_job_execution (job_instance_id);

CREATE TABLE batch.batch_job_execution_params (
    job_execution_id bigint NOT NULL REFERENCES batch.batch_job_execution,
    parameter_name   varchar(100) NOT NULL,
    parameter_type   varchar(100) NOT NULL,
    parameter_value  text,
    identifying      char(1) NOT NULL
);
CREATE INDEX ON batch.batch_job_execution_params (job_execution_id);

CREATE TABLE batch.batch_job_execution_context (
    job_execution_id   bigint PRIMARY KEY REFERENCES batch.batch_job_execution,
    short_context      text NOT NULL,
    serialized_context text
);

-- Updated once a chunk: room on the page keeps those updates off the index.
CREATE TABLE batch.batch_step_execution (
    step_execution_id  bigint PRIMARY KEY,
    version            bigint NOT NULL,
    step_name          text NOT NULL,
    job_execution_id   bigint NOT NULL REFERENCES batch.batch_job_execution,
    create_time        timestamp NOT NULL,
    start_time         timestamp,
    end_time           timestamp,
    status             varchar(10),
    commit_count       bigint,
    read_count         bigint,
    filter_count       bigint,
    write_count        bigint,
    read_skip_count    bigint,
    write_skip_count   bigint,
    process_skip_count bigint,
    rollback_count     bigint,
    exit_code          text,
    exit_message       text,
    last_updated       timestamp
) WITH (fillfactor = 50);
CREATE INDEX ON batch.batch_step_execution (job_execution_id);

CREATE TABLE batch.batch_step_execution_context (
    step_execution_id  bigint PRIMARY KEY REFERENCES batch.batch_step_execution,
    short_context      text NOT NULL,
    serialized_context text
) WITH (fillfactor = 50);
