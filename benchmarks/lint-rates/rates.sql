-- How many rows PostgreSQL works through in a second, for the durations of `migrate lint`:
--   psql -X -f rates.sql    (two million rows; about a minute, and half a gigabyte)
\timing off
DROP TABLE IF EXISTS lint_rates;
CREATE TABLE lint_rates AS
    SELECT n AS id, n % 5000 AS parent, md5(n::text) AS name, now() AS made, repeat('x', 60) AS note
    FROM generate_series(1, 2000000) n;
VACUUM ANALYZE lint_rates;
SET max_parallel_maintenance_workers = 2;
\timing on
\echo SCAN: a check
ALTER TABLE lint_rates ADD CONSTRAINT ck CHECK (parent >= 0);
\echo INDEX: of texts
CREATE INDEX lint_rates_name ON lint_rates (name);
\echo REWRITE: another type, with that index
ALTER TABLE lint_rates ALTER COLUMN id TYPE bigint;
\echo CHANGE: all rows, with that index
UPDATE lint_rates SET parent = parent + 1, name = name || 'x';
\timing off
DROP TABLE lint_rates;
