-- What people decide: who is told, and when not. None of it can be rebuilt by replay.
create table silence (
    id          uuid primary key,
    matchers    text not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    author      text not null,
    comment     text not null,
    version     bigint not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    check (starts_at <= ends_at)
);
create index silence_ends on silence (ends_at desc, id desc);

-- Either once, from starts_at to ends_at, or again and again: cron, zone and duration.
create table maintenance (
    id            text primary key,
    matchers      text not null,
    starts_at     timestamptz,
    ends_at       timestamptz,
    cron          text,
    zone          text,
    duration_sec  bigint,
    comment       text not null,
    version       bigint not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    check ((cron is null and zone is null and duration_sec is null and starts_at < ends_at)
        or (cron is not null and zone is not null and duration_sec > 0 and starts_at is null and ends_at is null))
);

create table route (
    id          text primary key,
    place       integer not null,
    matchers    text not null,
    channels    varchar[] not null,
    goes_on     boolean not null,
    version     bigint not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index route_place on route (place, id);

-- Its opening was not told as it was muted; it is when muting ends, if it is still open.
alter table incident add column held boolean not null default false;
create index incident_held on incident (id) where held;
