CREATE MATERIALIZED VIEW "COUNTED" AS
select count(*) as n from people
/
