-- Read model of the topics, history, and what was delivered. Instants of history are milliseconds since the epoch, as
-- observations carry them: exact, and cheap to send in arrays.

create table check_state (
    check_id        text primary key,
    version         bigint not null,
    verdict         text not null,
    vantage         text not null,
    subject         text not null,
    component       text not null,
    component_name  text,
    document        text not null
);
create index check_state_cell on check_state (subject, component);

create table agent_state (
    key       text primary key,
    version   bigint not null,
    site      text not null,
    document  text not null
);

create table incident (
    id           text primary key,
    version      bigint not null,
    status       text not null,
    opening      integer not null,
    opened_at    timestamptz not null,
    updated_at   timestamptz not null,
    resolved_at  timestamptz,
    sites        varchar[] not null,
    components   varchar[] not null,
    document     text not null
);
create index incident_opened on incident (opened_at desc, id desc);

create table channel (
    id          text primary key,
    type        text not null,
    url         text not null,
    enabled     boolean not null,
    version     bigint not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);

-- The ledger: one row an event and channel. A row outlives its channel.
create table delivery (
    id                  uuid primary key,
    incident_id         text not null,
    incident_version    bigint not null,
    event               text not null,
    channel_id          text not null,
    idempotency_key     text not null,
    ordinal             bigint not null,
    payload             text not null,
    state               text not null check (state in ('pending', 'sending', 'delivered', 'cancelled')),
    attempts            integer not null,
    last_status         integer,
    last_error          text,
    created_at          timestamptz not null,
    next_attempt_at     timestamptz not null,
    attempt_started_at  timestamptz,
    delivered_at        timestamptz,
    unique (channel_id, idempotency_key)
);
create index delivery_open on delivery (channel_id, incident_id, ordinal) where state in ('pending', 'sending');
create index delivery_of_incident on delivery (incident_id, ordinal);
create index delivery_listed on delivery (created_at desc, id desc);

create table revision (
    site       text not null,
    revision   bigint not null,
    issued_at  timestamptz,
    document   text not null,
    primary key (site, revision)
);

-- What the newest revision that names a check says of it: to find the checks of a site and component, gone ones too.
create table known_check (
    check_id   text primary key,
    revision   bigint not null,
    vantage    text not null,
    subject    text not null,
    component  text not null
);
create index known_check_cell on known_check (subject, component);

-- Batches whose revision is not here yet, as they came.
create table parked_batch (
    partition_no   integer not null,
    record_offset  bigint not null,
    site           text not null,
    revision       bigint not null,
    appended_at    bigint not null,
    signature      text,
    value          bytea not null,
    primary key (partition_no, record_offset)
);
create index parked_batch_revision on parked_batch (site, revision);

-- A maximal chain of equal observations. Steady results change to_at alone, which no index holds (HOT updates).
create table history_interval (
    id        bigint generated always as identity primary key,
    check_id  text not null,
    agent     text not null,
    epoch     text not null,
    from_at   bigint not null,
    to_at     bigint not null,
    prev_at   bigint,
    verdict   text not null,
    proof     text not null,
    address   text,
    runs      text not null,
    reason    text,
    revision  bigint not null,
    hold_ms   bigint not null,
    check (from_at <= to_at and (prev_at is null or prev_at < from_at)),
    unique (check_id, agent, epoch, from_at)
) with (fillfactor = 80);
