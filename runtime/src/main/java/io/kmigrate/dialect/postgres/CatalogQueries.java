package io.kmigrate.dialect.postgres;

/**
 * The catalog in four queries, however many tables there are. Each starts with one of the two ways to
 * choose tables. For PostgreSQL 12 and later.
 */
final class CatalogQueries {
    private CatalogQueries() {}

    /** All tables of a schema, null for the default one, but partitions, which are their table's, and those of extensions. */
    static final String ALL = """
            WITH chosen AS MATERIALIZED (
                SELECT c.oid, c.relname FROM pg_class c
                WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = coalesce(?::name, current_schema()))
                  AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND NOT EXISTS (
                    SELECT FROM pg_depend e
                    WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e'))
            """;

    /** The table whose quoted name is the parameter. */
    static final String ONE = """
            WITH chosen AS MATERIALIZED (
                SELECT c.oid, c.relname FROM pg_class c
                WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p'))
            """;

    static final String TABLES = """
            SELECT c.oid::int8 AS table_oid, c.relname AS name, d.description AS comment,
                pg_get_partkeydef(c.oid) AS partition_key,
                array_to_string(s.reloptions, ', ') AS parameters
            FROM chosen c
            JOIN pg_class s ON s.oid = c.oid
            LEFT JOIN pg_description d
              ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
            """;

    /** A sequence that a column owns, by serial or OWNED BY, depends on it automatically. */
    static final String COLUMNS = """
            SELECT c.oid::int8 AS table_oid, a.attname AS name, a.attnotnull AS not_null,
                format_type(a.atttypid, a.atttypmod) AS type,
                CASE WHEN t.typtype = 'e' THEN t.typname END AS enum_name,
                CASE WHEN t.typtype = 'e' AND NOT pg_type_is_visible(t.oid) THEN y.nspname END AS enum_schema,
                CASE WHEN t.typtype = 'e' THEN ARRAY(
                    SELECT l.enumlabel::text FROM pg_enum l
                    WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder) END AS enum_labels,
                pg_get_expr(f.adbin, f.adrelid, true) AS expression,
                a.attgenerated::text AS generated,
                a.attidentity::text AS identity, q.seqstart AS first_number, q.seqincrement AS number_step,
                f.adbin IS NOT NULL AND EXISTS (
                    SELECT FROM pg_depend o JOIN pg_class s ON s.oid = o.objid AND s.relkind = 'S'
                    WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass
                      AND o.refobjid = c.oid AND o.refobjsubid = a.attnum AND o.deptype = 'a') AS owns_sequence,
                CASE WHEN a.attcollation <> t.typcollation THEN l.collname END AS collation,
                d.description AS comment
            FROM chosen c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            JOIN pg_namespace y ON y.oid = t.typnamespace
            LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
            LEFT JOIN pg_depend i ON a.attidentity <> '' AND i.deptype = 'i' AND i.classid = 'pg_class'::regclass
              AND i.refclassid = 'pg_class'::regclass AND i.refobjid = c.oid AND i.refobjsubid = a.attnum
            LEFT JOIN pg_sequence q ON q.seqrelid = i.objid
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            LEFT JOIN pg_description d
              ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
            ORDER BY c.oid, a.attnum
            """;

    /**
     * Without those that a partition's foreign key repeats. A server before 15 has no column for NULLS NOT DISTINCT, and
     * one before 18 none for periods and for NOT ENFORCED, which a row as JSON need not have. A NOT NULL counts with a
     * name that someone gave: the server's own says so at its end, and stays when the column or the table gets another.
     */
    static final String CONSTRAINTS = """
            SELECT c.oid::int8 AS table_oid, k.conname AS name, k.contype::text AS kind,
                ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY p (number, place)
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.number
                    ORDER BY p.place) AS columns,
                CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid, true) END AS condition,
                CASE WHEN n.nspname <> current_schema() THEN n.nspname END AS referenced_schema,
                r.relname AS referenced_table,
                ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY p (number, place)
                    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.number
                    ORDER BY p.place) AS referenced_columns,
                k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update,
                k.condeferrable AS is_deferrable, k.condeferred AS is_deferred,
                k.confmatchtype::text AS match,
                k.convalidated AS is_valid, k.connoinherit AS is_not_inherited,
                to_jsonb(k) ->> 'conenforced' IS DISTINCT FROM 'false' AS is_enforced,
                to_jsonb(k) ->> 'conperiod' = 'true' AS is_period,
                coalesce((SELECT (to_jsonb(i) ->> 'indnullsnotdistinct')::boolean
                    FROM pg_index i WHERE k.contype = 'u' AND i.indexrelid = k.conindid), false) AS nulls_not_distinct
            FROM chosen c
            JOIN pg_constraint k ON k.conrelid = c.oid AND k.conparentid = 0 AND (k.contype IN ('p', 'u', 'c', 'f')
              OR (k.contype = 'n' AND k.conislocal
                AND (NOT k.convalidated OR k.connoinherit OR k.conname !~ '_not_null[0-9]*$')))
            LEFT JOIN pg_class r ON r.oid = k.confrelid
            LEFT JOIN pg_namespace n ON n.oid = r.relnamespace
            ORDER BY c.oid, k.conname
            """;

    /**
     * Without those that a constraint keeps, but for exclusion constraints. A column's number is 0 for an
     * expression. What few indexes have is looked up for those alone.
     */
    static final String INDEXES = """
            SELECT c.oid::int8 AS table_oid, x.relname AS name, i.indisunique AS is_unique, m.amname AS method,
                pg_get_expr(i.indpred, i.indrelid, true) AS predicate, i.indnkeyatts AS keys,
                array_to_string(x.reloptions, ', ') AS parameters,
                ARRAY(SELECT CASE WHEN p.number = 0 THEN pg_get_indexdef(i.indexrelid, p.place::int, true)
                        ELSE a.attname::text END
                    FROM unnest(i.indkey::int2[]) WITH ORDINALITY p (number, place)
                    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = p.number
                    ORDER BY p.place) AS parts,
                i.indkey::int2[]::text[] AS numbers, i.indoption::int2[]::text[] AS options,
                CASE WHEN EXISTS (
                        SELECT FROM pg_opclass o WHERE o.oid = ANY (i.indclass::oid[]) AND NOT o.opcdefault)
                    THEN ARRAY(SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname::text END
                        FROM unnest(i.indclass::oid[]) WITH ORDINALITY p (class, place)
                        JOIN pg_opclass o ON o.oid = p.class ORDER BY p.place)
                    ELSE '{}' END AS operator_classes,
                i.indisunique AND coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
                    AS nulls_not_distinct,
                CASE WHEN k.oid IS NULL THEN '{}'
                    ELSE ARRAY(SELECT o.oprname::text FROM unnest(k.conexclop) WITH ORDINALITY p (operator, place)
                        JOIN pg_operator o ON o.oid = p.operator ORDER BY p.place) END AS operators,
                k.condeferrable AS is_deferrable, k.condeferred AS is_deferred
            FROM chosen c
            JOIN pg_index i ON i.indrelid = c.oid
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_am m ON m.oid = x.relam
            LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'x'
            WHERE NOT EXISTS (
                SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
            ORDER BY c.oid, x.relname
            """;

    /** Those with a foreign key, or a column of an enumeration or an array of one; partitions through their table. */
    static final String REFERRING = """
            SELECT n.nspname, c.relname
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND n.nspname <> current_schema() AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND (EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f')
                OR EXISTS (
                    SELECT FROM pg_attribute a JOIN pg_type t ON a.atttypid IN (t.oid, t.typarray)
                    WHERE a.attrelid = c.oid AND NOT a.attisdropped AND t.typtype = 'e'))
            ORDER BY 1, 2
            """;
}
