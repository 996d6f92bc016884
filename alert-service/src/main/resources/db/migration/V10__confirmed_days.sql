-- What was believed of checks, packed by day, so that years are read at once; docs/adr/0033 says why.

-- Names a check in few bytes, and says when it was assigned: what is not known of that time counts as unknown.
alter table known_check
    add column number     integer generated always as identity,
    add column since_at   bigint not null default 0,  -- when the first revision that names it was made, 0: not known
    add column until_at   bigint,                     -- when one was made that does not name it any more
    add unique (number);
create index known_check_vantage on known_check (vantage);

update known_check k set until_at = (extract(epoch from coalesce(n.issued_at, to_timestamp(0))) * 1000)::bigint
from (select distinct on (k.check_id) k.check_id, r.issued_at
      from known_check k join revision r on r.site = k.vantage and r.revision > k.revision
      order by k.check_id, r.revision) n
where n.check_id = k.check_id;

-- What the newest revision says of a site and of components.
create table known_site (
    site      text primary key,
    revision  bigint not null,
    region    text,
    access    text,
    labels    text not null  -- a JSON object of texts
);
insert into known_site (site, revision, region, access, labels)
select distinct on (site) site, revision, document::json -> 'profile' ->> 'region',
       document::json -> 'profile' ->> 'access', coalesce((document::json -> 'profile' -> 'labels')::text, '{}')
from revision order by site, revision desc;

create table known_component (
    component  text primary key,
    name       text not null
);
insert into known_component (component, name)
select component, max(component_name) from check_state where component_name is not null group by component;

-- What was believed of the checks that a site probes over a day in UTC (DayCodec). One that is not here, or is due, is
-- read from intervals.
create table history_day (
    start_at    bigint not null,
    site        text not null,
    packed      bytea not null,
    revised_at  bigint,  -- when late results last changed what was here
    primary key (start_at, site)
) partition by range (start_at);

-- Days that have to be made (again). The day of the newest result of a run that does not rest is due without being here.
create table history_day_due (
    site      text not null,
    start_at  bigint not null,
    primary key (start_at, site)
);
insert into history_day_due (site, start_at)
select distinct r.site, day_at
from history_run r
cross join lateral generate_series(r.first_at / 86400000 * 86400000, r.last_at, 86400000) day_at
where r.first_at > 0 and r.last_at >= r.first_at;

create or replace function history_add_month(at bigint) returns void language plpgsql set search_path from current as $$
declare
    month_from bigint := history_month(at);
    month_to bigint := history_month(month_from + 32 * 86400000::bigint);
    parent text;
    child text;
begin
    perform pg_advisory_xact_lock(hashtextextended('history partitions', 0));
    foreach parent in array array['history_value', 'history_interval', 'history_rollup_5m', 'history_rollup_1h',
                                  'history_rollup_1d', 'history_day'] loop
        child := parent || to_char(to_timestamp(month_from / 1000) at time zone 'UTC', '"_m"YYYY_MM');
        if to_regclass(child) is null then
            execute format('create table %I (like %I including all)', child, parent);
            execute format('alter table %I attach partition %I for values from (%s) to (%s)', parent, child, month_from, month_to);
        end if;
    end loop;
end $$;

-- Counting states by cell reads this alone.
drop index check_state_cell;
create index check_state_cell on check_state (subject, component, verdict) include (component_name);
