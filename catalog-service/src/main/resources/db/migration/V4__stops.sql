-- The kill switch: while a site has a row, its agents probe nothing. Without a reference to the site: were it deleted and
-- made again by mistake, it would begin to probe.
create table stops (
    site       text primary key,
    reason     text        not null,
    stopped_by text        not null,
    stopped_at timestamptz not null
);
