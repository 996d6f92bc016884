-- The address of a site's agents as the core sees them, to which outbound rows are probed.
alter table sites add column agent_address text;

-- The site whose agents stand at the endpoint's host, and until when they listen on its permitted ports.
alter table endpoints add column site text references sites (id);
alter table endpoints add column responder_until timestamptz;
create index endpoints_site on endpoints (site);
