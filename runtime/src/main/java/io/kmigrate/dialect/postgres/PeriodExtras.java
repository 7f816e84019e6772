package io.kmigrate.dialect.postgres;

import java.util.List;

/**
 * What constraints of tables can be since PostgreSQL 18; parts of {@link UnsupportedQuery}. An older server has none of
 * their columns, which a row as JSON need not have.
 */
final class PeriodExtras {
    private PeriodExtras() {}

    /** A foreign key over a period needs the key that it refers to. */
    private static final String PERIODS = """
            SELECT CASE c.contype WHEN 'f' THEN 30 ELSE 28 END,
                CASE c.contype WHEN 'f' THEN 'PERIOD foreign key' WHEN 'p' THEN 'WITHOUT OVERLAPS primary key'
                    ELSE 'WITHOUT OVERLAPS unique constraint' END,
                c.conname || ' on ' || {in} || o.relname, o.relname,
                'ALTER TABLE ' || {o} || ' ADD CONSTRAINT ' || quote_ident(c.conname) || ' '
                    || pg_get_constraintdef(c.oid),
                'ALTER TABLE ' || {o} || ' DROP CONSTRAINT ' || quote_ident(c.conname)
            FROM pg_constraint c JOIN pg_class o ON o.oid = c.conrelid
            WHERE c.conparentid = 0 AND NOT o.relispartition AND to_jsonb(c) ->> 'conperiod' = 'true' AND {table}
            """;

    /** A check that is not enforced cannot become so, nor the other way round. */
    private static final String NOT_ENFORCED = """
            SELECT 30, CASE c.contype WHEN 'f' THEN 'NOT ENFORCED of foreign key' ELSE 'NOT ENFORCED of check' END,
                c.conname || ' on ' || {in} || o.relname, o.relname,
                'ALTER TABLE ' || {o} || CASE c.contype
                    WHEN 'f' THEN ' ALTER CONSTRAINT ' || quote_ident(c.conname) || ' NOT ENFORCED'
                    ELSE ' DROP CONSTRAINT ' || quote_ident(c.conname) || ', ADD CONSTRAINT ' || quote_ident(c.conname)
                        || ' ' || pg_get_constraintdef(c.oid) END, ''
            FROM pg_constraint c JOIN pg_class o ON o.oid = c.conrelid
            WHERE c.contype IN ('c', 'f') AND c.conparentid = 0 AND NOT o.relispartition
              AND to_jsonb(c) ->> 'conenforced' = 'false' AND to_jsonb(c) ->> 'conperiod' IS DISTINCT FROM 'true'
              AND {table}
            """;

    /** The server's own name says so at its end. It stays when the column or the table gets another one, and is no news. */
    private static final String NOT_NULLS = """
            SELECT 27, CASE WHEN NOT c.convalidated THEN 'NOT VALID of NOT NULL' WHEN c.connoinherit
                    THEN 'NO INHERIT of NOT NULL' ELSE 'name of NOT NULL' END,
                c.conname || ' on ' || {in} || o.relname || '.' || a.attname, o.relname,
                CASE WHEN c.convalidated AND NOT c.connoinherit THEN
                    'ALTER TABLE ' || {o} || ' RENAME CONSTRAINT ' || quote_ident(o.relname || '_' || a.attname
                        || '_not_null') || ' TO ' || quote_ident(c.conname)
                ELSE
                    'ALTER TABLE ' || {o} || ' ALTER COLUMN ' || quote_ident(a.attname) || ' DROP NOT NULL, ADD CONSTRAINT '
                        || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid)
                END, ''
            FROM pg_constraint c JOIN pg_class o ON o.oid = c.conrelid
            JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'n' AND c.conislocal AND NOT o.relispartition AND {table}
              AND (NOT c.convalidated OR c.connoinherit OR c.conname !~ '_not_null[0-9]*$')
            """;

    static final List<String> PARTS = List.of(PERIODS, NOT_ENFORCED, NOT_NULLS);
}
