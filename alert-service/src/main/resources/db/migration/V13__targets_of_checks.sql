-- What the newest revision that names a check says of its target: maintenance windows may ask for it.
alter table known_check
    add column host   text,  -- the endpoint's own address in the core
    add column ports  text;

update known_check k set host = coalesce(named ->> 'host', named ->> 'address'), ports = named ->> 'ports'
from revision r cross join lateral json_array_elements(r.document::json -> 'checks') named
where r.site = k.vantage and r.revision = k.revision and named ->> 'id' = k.check_id;
