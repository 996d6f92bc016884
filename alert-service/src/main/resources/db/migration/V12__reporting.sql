-- What dashboards read: the names that begin with "reporting_" stay as they are documented in README.md, whatever the tables
-- behind them become. All instants "..._at" are milliseconds since the epoch: tables are cut by them, so filter by them.

-- Numbers packed seven bits a byte, the lowest first (Bytes.putVar), from a position to the end.
create function reporting_numbers(packed bytea, first integer) returns bigint[]
language plpgsql immutable strict parallel safe as $$
declare
    bytes bytea := packed || ''::bytea; -- out of TOAST once, not with every look
    numbers bigint[] := '{}';
    number bigint := 0;
    shift integer := 0;
    next integer;
begin
    for at in first .. length(bytes) - 1 loop
        next := get_byte(bytes, at);
        number := number | ((next & 127)::bigint << shift);
        if next < 128 then
            numbers := numbers || number;
            number := 0;
            shift := 0;
        else
            shift := shift + 7;
        end if;
    end loop;
    return numbers;
end $$;

-- One such number, and where the next begins.
create function reporting_number(bytes bytea, first integer, out number bigint, out next integer)
language plpgsql immutable strict parallel safe as $$
declare
    byte integer;
    shift integer := 0;
begin
    number := 0;
    next := first;
    loop
        byte := get_byte(bytes, next);
        next := next + 1;
        number := number | ((byte & 127)::bigint << shift);
        exit when byte < 128;
        shift := shift + 7;
    end loop;
end $$;

-- The roll-ups of a part (RollupCodec). Times are of round trips, in milliseconds, off by at most 2.5 %; null where none answered.
create function reporting_rollup(packed bytea) returns table (
    slot integer, probes bigint, lost bigint, timed bigint,
    p50_ms double precision, p95_ms double precision, p99_ms double precision, max_ms double precision)
language plpgsql immutable strict parallel safe set search_path from current as $$
declare
    gamma constant double precision := 1.025::double precision / 0.975::double precision;
    numbers bigint[] := reporting_numbers(packed, 1);
    at integer := 1;
    next_slot integer := 0;
    filled integer;
    bucket integer;
    gap integer;
    buckets integer[];
    passed bigint[];
    quantile double precision;
    times double precision[];
    j integer;
begin
    if length(packed) > 0 and get_byte(packed, 0) <> 1 then
        raise exception 'roll-ups of version %, not 1', get_byte(packed, 0);
    end if;
    while at <= coalesce(array_length(numbers, 1), 0) loop
        slot := next_slot + numbers[at];
        next_slot := slot + 1;
        probes := numbers[at + 1] >> 1;
        lost := 0;
        if numbers[at + 1] & 1 = 1 then
            lost := numbers[at + 2];
            at := at + 1;
        end if;
        filled := numbers[at + 2];
        at := at + 3;
        timed := 0;
        times := array[null, null, null, null]::double precision[];
        if filled > 0 then
            buckets := '{}';
            passed := '{}';
            bucket := numbers[at];
            at := at + 1;
            for i in 1 .. filled loop
                gap := numbers[at] & 3;
                timed := timed + (numbers[at] >> 2) + 1;
                at := at + 1;
                if gap = 3 then
                    gap := 3 + numbers[at];
                    at := at + 1;
                end if;
                bucket := bucket + gap;
                buckets := buckets || bucket;
                passed := passed || timed;
                bucket := bucket + 1;
            end loop;
            j := 1;
            for i in 1 .. 4 loop
                quantile := (array[0.5, 0.95, 0.99, 1]::double precision[])[i];
                while passed[j] < greatest(1, ceil(quantile * timed)) loop
                    j := j + 1;
                end loop;
                times[i] := 2 * exp(buckets[j] * ln(gamma)) / (1 + gamma) / 1000;
            end loop;
        end if;
        p50_ms := times[1];
        p95_ms := times[2];
        p99_ms := times[3];
        max_ms := times[4];
        return next;
    end loop;
end $$;

-- What still grows of a part (OpenPartCodec): its roll-ups of 5 minutes, packed as those at rest.
create function reporting_open_rollups(packed bytea) returns table (start_at bigint, rollup bytea)
language plpgsql immutable strict parallel safe set search_path from current as $$
declare
    bytes bytea := packed || ''::bytea;
    at integer := 1;
    remaining bigint;
    size bigint;
begin
    if length(bytes) = 0 then
        return;
    end if;
    if get_byte(bytes, 0) <> 1 then
        raise exception 'a part of version %, not 1', get_byte(bytes, 0);
    end if;
    select number, next into remaining, at from reporting_number(bytes, at);
    while remaining > 0 loop
        select number, next into start_at, at from reporting_number(bytes, at);
        select number, next into size, at from reporting_number(bytes, at);
        rollup := substr(bytes, at + 1, size::integer);
        at := at + size;
        return next;
        remaining := remaining - 1;
    end loop;
end $$;

-- The newest interval of each check of a part that has one.
create function reporting_open_intervals(packed bytea) returns table (
    slot integer, from_at bigint, to_at bigint, prev_at bigint, value bigint, revision bigint)
language plpgsql immutable strict parallel safe set search_path from current as $$
declare
    bytes bytea := packed || ''::bytea;
    at integer := 1;
    remaining bigint;
    number bigint;
    base bigint;
    next_slot integer := 0;
begin
    if length(bytes) = 0 then
        return;
    end if;
    if get_byte(bytes, 0) <> 1 then
        raise exception 'a part of version %, not 1', get_byte(bytes, 0);
    end if;
    select n.number, n.next into remaining, at from reporting_number(bytes, at) n;
    while remaining > 0 loop
        select n.next into at from reporting_number(bytes, at) n;
        select n.number, n.next into number, at from reporting_number(bytes, at) n;
        at := at + number;
        remaining := remaining - 1;
    end loop;
    if at < length(bytes) then
        select n.number, n.next into base, at from reporting_number(bytes, at) n;
    end if;
    while at < length(bytes) loop
        select n.number, n.next into number, at from reporting_number(bytes, at) n;
        slot := next_slot + number;
        next_slot := slot + 1;
        select n.number, n.next into number, at from reporting_number(bytes, at) n;
        from_at := base + ((number >> 1) # -(number & 1));
        select n.number, n.next into number, at from reporting_number(bytes, at) n;
        to_at := from_at + number;
        select n.number, n.next into number, at from reporting_number(bytes, at) n;
        prev_at := case when number > 0 then from_at - number end;
        value := ('x' || encode(substr(bytes, at + 1, 8), 'hex'))::bit(64)::bigint;
        at := at + 8;
        select n.number, n.next into revision, at from reporting_number(bytes, at) n;
        return next;
    end loop;
end $$;

-- Every check that was ever assigned.
create view reporting_check as
select k.check_id,
       k.subject as site,
       k.vantage,
       k.component,
       split_part(k.check_id, ':', 3) as endpoint,
       split_part(k.check_id, ':', 4) as policy
from known_check k;

-- Equal observations in a row by one agent, with names. The newest of each check is here, too.
create view reporting_interval as
select i.from_at,
       i.to_at,
       to_timestamp(i.from_at / 1000.0) as first_seen,
       to_timestamp(i.to_at / 1000.0) as last_seen,
       to_timestamp((i.to_at + v.hold_ms) / 1000.0) as holds_until,
       i.newest,
       coalesce(k.subject, split_part(c.check_id, ':', 2)) as site,
       r.site as vantage,
       k.component,
       split_part(c.check_id, ':', 3) as endpoint,
       split_part(c.check_id, ':', 4) as policy,
       c.check_id,
       r.agent,
       v.verdict,
       v.proof,
       v.address,
       (select string_agg(said ->> 'ports', ',') from jsonb_array_elements(v.runs::jsonb) e (said)) as ports,
       (select string_agg(concat_ws(' ', said ->> 'ports', said ->> 'outcome', '(' || (said ->> 'detail') || ')'), '; ')
        from jsonb_array_elements(v.runs::jsonb) e (said)) as outcomes,
       v.reason,
       i.revision
from (select part, slot::integer as slot, from_at, to_at, value, revision, false as newest from history_interval
      union all
      select o.part, u.slot, u.from_at, u.to_at, u.value, u.revision, true
      from history_open o cross join lateral reporting_open_intervals(o.packed) u) i
join history_part p on p.id = i.part
join history_run r on r.id = p.run
cross join lateral (select p.checks[i.slot + 1] as check_id) c
join history_value v on v.month_at = history_month(i.from_at) and v.id = i.value
left join known_check k on k.check_id = c.check_id;

-- What was measured of each check by one agent, over 5 minutes (also those that still grow), an hour, a day.
do $$
declare
    source record;
begin
    for source in select * from (values
        ('5m', 'select start_at, part, packed from history_rollup_5m union all
                select g.start_at, o.part, g.rollup from history_open o cross join lateral reporting_open_rollups(o.packed) g'),
        ('1h', 'select start_at, part, packed from history_rollup_1h'),
        ('1d', 'select start_at, part, packed from history_rollup_1d')) s (width, rows)
    loop
        execute format($view$
            create view %I as
            select h.start_at,
                   to_timestamp(h.start_at / 1000.0) as start,
                   coalesce(k.subject, split_part(c.check_id, ':', 2)) as site,
                   r.site as vantage,
                   k.component,
                   split_part(c.check_id, ':', 3) as endpoint,
                   split_part(c.check_id, ':', 4) as policy,
                   c.check_id,
                   r.agent,
                   u.probes, u.lost, u.timed, u.p50_ms, u.p95_ms, u.p99_ms, u.max_ms
            from (%s) h
            join history_part p on p.id = h.part
            join history_run r on r.id = p.run
            cross join lateral reporting_rollup(h.packed) u
            cross join lateral (select p.checks[u.slot + 1] as check_id) c
            left join known_check k on k.check_id = c.check_id$view$,
            'reporting_' || source.width, source.rows);
    end loop;
end $$;
