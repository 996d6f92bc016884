-- How a channel's deliveries went: one failure slows the whole channel down, as it is one receiver with one limit.
create table channel_state (
    channel_id       text primary key references channel (id) on delete cascade,
    failures         integer not null default 0,
    failing_since    timestamptz,
    last_status      integer,
    last_error       text,
    last_success_at  timestamptz,
    paused_until     timestamptz,
    alarmed_since    timestamptz
);

-- Old news goes to people as one message. A row that may have arrived already is not put into it.
alter table delivery
    add column onset_at   timestamptz,
    add column uncertain  boolean not null default false,
    add column digest_id  uuid,
    drop constraint delivery_state_check,
    add constraint delivery_state_check
        check (state in ('pending', 'sending', 'delivered', 'cancelled', 'digested'));
create index delivery_digested on delivery (channel_id, incident_id) where state = 'digested';
