-- History as it is kept for years; docs/adr/0028 says why. All instants are milliseconds since the epoch.
--
-- A check of one run of an agent is named by (part, slot) everywhere below. What changes with every batch is in
-- history_run and history_open; everything else is written once, unless results come late.

alter table history_interval rename to history_interval_v1; -- V9 moves its rows
alter index history_interval_pkey rename to history_interval_v1_pkey;

-- One run of an agent (one process, one epoch), and which of its batches are stored.
create table history_run (
    id        integer generated always as identity primary key,
    site      text not null,
    agent     text not null,
    epoch     text not null,
    first_at  bigint not null,          -- its first and last observation
    last_at   bigint not null,
    batches   int8multirange not null,  -- sequence numbers taken: a batch that comes again changes nothing
    resting   boolean not null,         -- nothing of it is in open buckets
    unique (site, agent, epoch)
) with (fillfactor = 70);

-- Up to 64 checks of a run; the first is slot 0. Only added to.
create table history_part (
    id      integer generated always as identity primary key,
    run     integer not null,
    checks  text[] not null
);
create index history_part_run on history_part (run);

-- Of each check of a part the newest interval, and the roll-ups of the two newest 5 minutes. Half of each page stays
-- free, so that a new version finds room beside the old one, whose place it takes (HOT): no vacuum, no growth.
create table history_open (
    part    integer primary key,
    packed  bytea not null
) with (fillfactor = 45, toast_tuple_target = 8160);
alter table history_open alter column packed set storage main;

-- What intervals say, once a month: the first eight bytes of the SHA-256 of all its columns is its id.
create table history_value (
    month_at  bigint not null,
    id        bigint not null,
    hold_ms   bigint not null,  -- how long an observation speaks for what follows, if nothing follows
    verdict   text not null,
    proof     text not null,
    address   text,
    runs      text not null,    -- JSON
    reason    text,
    primary key (month_at, id)
) partition by range (month_at);

-- A maximal chain of equal observations within one month: all but the newest of each check, which is in history_open.
create table history_interval (
    from_at   bigint not null,
    to_at     bigint not null,
    prev_at   bigint,           -- the observation before from_at, whether it is here or not; null if there was none
    value     bigint not null,
    revision  bigint not null,  -- the newest by which one of them was judged
    part      integer not null,
    slot      smallint not null,
    primary key (part, slot, from_at)
) partition by range (from_at);

-- Counts, losses and round-trip times of all checks of a part from start_at on, packed (RollupCodec).
create table history_rollup_5m (
    start_at  bigint not null,
    part      integer not null,
    packed    bytea not null,
    primary key (part, start_at)
) partition by range (start_at);
create table history_rollup_1h (like history_rollup_5m including all) partition by range (start_at);
create table history_rollup_1d (like history_rollup_5m including all) partition by range (start_at);

-- Coarser roll-ups that have to be made (again), as finer ones changed: the table they are for.
create table history_fold (
    level     text not null check (level in ('1h', '1d')),
    start_at  bigint not null,
    part      integer not null,
    primary key (level, start_at, part)
);

-- The beginning of the month, in UTC.
create function history_month(at bigint) returns bigint language sql immutable parallel safe as
$$ select (extract(epoch from date_trunc('month', to_timestamp(at / 1000) at time zone 'UTC') at time zone 'UTC') * 1000)::bigint $$;

-- Makes the partitions of the month around an instant, if they are not there. Attaching blocks neither readers nor writers.
create function history_add_month(at bigint) returns void language plpgsql set search_path from current as $$
declare
    month_from bigint := history_month(at);
    month_to bigint := history_month(month_from + 32 * 86400000::bigint);
    parent text;
    child text;
begin
    perform pg_advisory_xact_lock(hashtextextended('history partitions', 0));
    foreach parent in array array['history_value', 'history_interval', 'history_rollup_5m', 'history_rollup_1h',
                                  'history_rollup_1d'] loop
        child := parent || to_char(to_timestamp(month_from / 1000) at time zone 'UTC', '"_m"YYYY_MM');
        if to_regclass(child) is null then
            execute format('create table %I (like %I including all)', child, parent);
            execute format('alter table %I attach partition %I for values from (%s) to (%s)', parent, child, month_from, month_to);
        end if;
    end loop;
end $$;
