-- Takes over the intervals of the first schema, which had all texts in every row and knew no months. Roll-ups begin with
-- what comes from now on. The newest intervals stay in the table until the next observation of their check.

-- An interval over the end of a month becomes two, as if it had been observed at the turn.
create temporary table piece on commit drop as
select h.check_id, h.agent, h.epoch, h.revision, h.hold_ms, h.verdict, h.proof, h.address, h.runs, h.reason,
       month_at,
       greatest(h.from_at, month_at) as from_at,
       least(h.to_at, next_at - 1) as to_at,
       case when month_at > h.from_at then month_at - 1 else h.prev_at end as prev_at,
       ('x' || encode(substr(sha256(convert_to(
           concat(h.verdict, E'\x1f', h.proof, E'\x1f', h.address, E'\x1f', h.runs, E'\x1f', h.reason, E'\x1f', h.hold_ms),
           'UTF8')), 1, 8), 'hex'))::bit(64)::bigint as value
from history_interval_v1 h
cross join lateral (
    select history_month((extract(epoch from m) * 1000)::bigint) as month_at,
           history_month((extract(epoch from m + interval '1 month') * 1000)::bigint) as next_at
    from generate_series(to_timestamp(history_month(h.from_at) / 1000) at time zone 'UTC',
                         to_timestamp(h.to_at / 1000) at time zone 'UTC', interval '1 month') m
) months;

select history_add_month(month_at) from (select distinct month_at from piece) months;

insert into history_value (month_at, id, hold_ms, verdict, proof, address, runs, reason)
select distinct on (month_at, value) month_at, value, hold_ms, verdict, proof, address, runs, reason from piece;

insert into history_run (site, agent, epoch, first_at, last_at, batches, resting)
select split_part(check_id, ':', 1), agent, epoch, min(from_at), max(to_at), '{}', true
from piece group by 1, 2, 3;

create temporary table place on commit drop as
select c.*, r.id as run, (row_number() over (partition by r.id order by check_id) - 1) / 64 as chunk
from (select distinct check_id, agent, epoch from piece) c
join history_run r on (r.site, r.agent, r.epoch) = (split_part(c.check_id, ':', 1), c.agent, c.epoch);

insert into history_part (run, checks)
select run, array_agg(check_id order by check_id) from place group by run, chunk order by run, chunk;

insert into history_open (part, packed) select id, '' from history_part;

insert into history_interval (from_at, to_at, prev_at, value, revision, part, slot)
select p.from_at, p.to_at, p.prev_at, p.value, p.revision, part.id, (s.place - 1)::smallint
from piece p
join history_run r on (r.site, r.agent, r.epoch) = (split_part(p.check_id, ':', 1), p.agent, p.epoch)
join history_part part on part.run = r.id
cross join lateral unnest(part.checks) with ordinality s(check_id, place)
where s.check_id = p.check_id;

drop table history_interval_v1;
