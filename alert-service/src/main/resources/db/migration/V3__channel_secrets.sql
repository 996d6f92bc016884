-- What is secret of a channel is one sealed text; beside it what may be shown. The service seals what "url" still holds
-- when it starts, and empties it.
alter table channel
    add column template      text,
    add column sealed        text,
    add column shown_url     text,
    add column signed        boolean not null default false,
    add column header_names  varchar[] not null default '{}',
    add column secret_names  varchar[] not null default '{}',
    alter column url drop not null,
    add constraint channel_target check (url is not null or sealed is not null);
