-- Checks that somebody wants probed now, one open request a check; what is older than a few minutes counts for nothing.
create table rechecks (
    id           text primary key, -- site/check
    site         text        not null references sites (id) on delete cascade,
    check_id     text        not null,
    requested_by text        not null,
    requested_at timestamptz not null
);
create index rechecks_site on rechecks (site);
