alter table policies add column method jsonb;
