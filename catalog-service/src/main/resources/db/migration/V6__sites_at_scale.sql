-- Packs all of whose components a site needs, and which sites need an endpoint.
alter table sites add column packs jsonb not null default '[]';
alter table endpoints add column site_selector text;

-- Whether a site that lists these needs the component: by its id, by its pack, or as it needs all. Site.needs says the same.
create function site_needs(components jsonb, packs jsonb, component text) returns boolean language sql stable as $$
    select (components = '[]'::jsonb and packs = '[]'::jsonb)
        or jsonb_exists(components, component)
        or exists (select from catalog.components c where c.id = component and jsonb_exists(packs, c.pack))
$$;

-- Why, beside who and what; and the audit read from its newest end.
alter table audit add column reason text;
create index audit_at on audit (at);
create index audit_who on audit (who, id);
create index assignment_revisions_issued on assignment_revisions (site, issued_at);
