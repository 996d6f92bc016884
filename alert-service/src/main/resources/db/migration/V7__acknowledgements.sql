-- Somebody looks after it. Stands for one opening of the incident, while its cause is that one.
create table acknowledgement (
    incident_id      text primary key,
    opening          integer not null,
    cause            text not null,
    severity         text not null,
    author           text not null,
    note             text,
    acknowledged_at  timestamptz not null
);
