-- What lists and items over REST are made of is one edition of the catalog until a transaction changes it, whoever's that is.
-- Answers are kept by it: a row to look at instead of a page of them.
create table edition (
    id      uuid not null, -- another one after every such transaction
    writer  xid8 not null  -- the transaction: many statements of it are one edition
);
insert into edition (id, writer) values (gen_random_uuid(), pg_current_xact_id());

create function new_edition() returns trigger language plpgsql as $$
begin
    update catalog.edition set id = gen_random_uuid(), writer = pg_current_xact_id() where writer <> pg_current_xact_id();
    return null;
end $$;

create trigger edition after insert or update or delete or truncate on packs for each statement execute function new_edition();
create trigger edition after insert or update or delete or truncate on pack_versions for each statement execute function new_edition();
create trigger edition after insert or update or delete or truncate on components for each statement execute function new_edition();
create trigger edition after insert or update or delete or truncate on policies for each statement execute function new_edition();
create trigger edition after insert or update or delete or truncate on sites for each statement execute function new_edition();
create trigger edition after insert or update or delete or truncate on endpoints for each statement execute function new_edition();
create trigger edition after insert or update or delete or truncate on audit for each statement execute function new_edition();
