-- What preflights proved, from machines that are no agents. Apart from history: nothing is concluded from it.
create table proof (
    id            uuid primary key,
    origin        text not null,
    at            timestamptz not null,
    received_at   timestamptz not null,
    pack          text not null,
    pack_version  integer not null,
    tool          text not null,
    reachable     boolean not null,
    row_count     integer not null,
    rows_ok       integer not null,
    keys          text[] not null, -- endpoints, policies, and both together, of its rows
    document      text not null
);
create index proof_listed on proof (at desc, id desc);
create index proof_origin on proof (origin, at desc);
create index proof_keys on proof using gin (keys);
