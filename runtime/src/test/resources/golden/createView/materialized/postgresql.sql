CREATE MATERIALIZED VIEW "counted" AS
select count(*) as n from people;
