create table packs (
    id           text primary key,
    pack_version integer     not null,
    content      jsonb       not null,
    version      bigint      not null,
    created_at   timestamptz not null
);

create table components (
    id          text primary key,
    name        text        not null,
    description text,
    pack        text references packs (id),
    version     bigint      not null,
    created_at  timestamptz not null
);

create table policies (
    id               text primary key,
    component        text        not null references components (id),
    name             text,
    protocol         text        not null,
    ports            text        not null,
    direction        text        not null,
    direction_stated boolean     not null,
    purpose          text,
    expectation      text        not null,
    range_mode       text        not null,
    configurable     boolean     not null,
    required         boolean     not null,
    interval_ms      bigint,
    deadline_ms      bigint,
    reference        text,
    version          bigint      not null,
    created_at       timestamptz not null
);
create index policies_component on policies (component);

create table sites (
    id                 text primary key,
    name               text        not null,
    region             text,
    access             text        not null,
    sources            jsonb       not null,
    concurrent_users   integer     not null,
    contact            text,
    enforcement_points jsonb       not null,
    labels             jsonb       not null,
    components         jsonb       not null,
    version            bigint      not null,
    created_at         timestamptz not null
);

create table agents (
    id          text primary key, -- site/agent
    site        text        not null references sites (id) on delete cascade,
    agent       text        not null,
    public_key  text        not null,
    enrolled_at timestamptz not null
);
create index agents_site on agents (site);

create table endpoints (
    id             text primary key,
    component      text        not null references components (id),
    address        text        not null,
    port_overrides jsonb       not null,
    site_addresses jsonb       not null,
    version        bigint      not null,
    created_at     timestamptz not null
);
create index endpoints_component on endpoints (component);

create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    who     text        not null,
    action  text        not null,
    kind    text        not null,
    subject text        not null,
    before  jsonb,
    after   jsonb
);
create index audit_subject on audit (kind, subject, id);

-- Sites whose assignment may have changed. Writers are serialised (see ChangeJournal), so ids are in commit order.
create table outbox (
    id         bigint generated always as identity primary key,
    site       text        not null,
    forced     boolean     not null default false, -- publish even what was delivered
    created_at timestamptz not null
);
create index outbox_site on outbox (site, id);

-- What was sent, byte for byte. Outlives its site, so that revisions go on growing should the id come back.
create table assignment_revisions (
    site         text        not null,
    revision     bigint      not null,
    issued_at    timestamptz not null,
    content      text, -- null: the site is gone
    delivered_at timestamptz,
    primary key (site, revision)
);
