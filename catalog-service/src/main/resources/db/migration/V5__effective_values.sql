-- Rows that hold for some versions only, and rows that are listed but not probed; the ports of some are not known.
alter table policies add column severity text not null default 'MAJOR';
alter table policies add column since_version text;
alter table policies add column before_version text;
alter table policies add column probing text not null default 'PROBED';
alter table policies alter column ports drop not null;

alter table endpoints add column product_version text;
alter table endpoints add column lockdown boolean;

-- What differs at a site from policies and endpoints.
alter table sites add column overrides jsonb not null default '[]';
alter table sites add column lockdown boolean;

-- Every version of every pack as published: a version never changes.
create table pack_versions (
    id           text primary key, -- pack/version
    pack         text        not null,
    pack_version integer     not null,
    content      jsonb       not null,
    published_by text        not null,
    published_at timestamptz not null
);
create index pack_versions_pack on pack_versions (pack, pack_version);
insert into pack_versions (id, pack, pack_version, content, published_by, published_at)
select id || '/' || pack_version, id, pack_version, content, 'unknown', created_at from packs;
