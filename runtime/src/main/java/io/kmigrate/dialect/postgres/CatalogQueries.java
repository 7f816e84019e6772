package io.kmigrate.dialect.postgres;

/**
 * The catalog in four queries, however many tables there are. Each starts with one of the two ways to
 * choose tables. For PostgreSQL 12 and later; older servers lack some columns, and say what these would say.
 */
final class CatalogQueries {
    private final String choice;
    private final int version;

    /**
     * Queries of one server.
     *
     * @param choice {@link #ALL} or {@link #ONE}
     * @param version the first number of the server's version
     */
    CatalogQueries(String choice, int version) {
        this.choice = choice;
        this.version = version;
    }

    /** One row a table. */
    String tables() {
        return choice + TABLES;
    }

    String columns() {
        return choice + COLUMNS;
    }

    String constraints() {
        return choice
                + CONSTRAINTS
                        .replace("{nulls_not_distinct}", since(15, "i.indnullsnotdistinct", "false"))
                        .replace("{enforced}", since(18, "k.conenforced", "true"))
                        .replace("{period}", since(18, "k.conperiod", "false"));
    }

    String indexes() {
        return choice + INDEXES.replace("{nulls_not_distinct}", since(15, "i.indnullsnotdistinct", "false"));
    }

    private String since(int first, String column, String before) {
        return version >= first ? column : before;
    }

    /** All tables of a schema, null for the default one, but partitions, which are their table's, and those of extensions. */
    static final String ALL = """
            WITH chosen AS MATERIALIZED (
                SELECT c.oid, c.relname FROM pg_class c
                WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = coalesce(?::name, current_schema()))
                  AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND c.oid NOT IN (
                    SELECT e.objid FROM pg_depend e
                    WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass
                      AND e.deptype = 'e'))
            """;

    /** The table whose quoted name is the parameter. */
    static final String ONE = """
            WITH chosen AS MATERIALIZED (
                SELECT c.oid, c.relname FROM pg_class c
                WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p'))
            """;

    private static final String TABLES = """
            SELECT c.oid::int8 AS table_oid, c.relname AS name, d.description AS comment,
                CASE WHEN s.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
                array_to_string(s.reloptions, ', ') AS parameters
            FROM chosen c
            JOIN pg_class s ON s.oid = c.oid
            LEFT JOIN pg_description d
              ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
            """;

    /**
     * A sequence that a column owns, by serial or OWNED BY, depends on it automatically, and that of an identity
     * internally. Only generated columns have an expression with columns, for which the server must look at the table.
     */
    private static final String COLUMNS = """
            SELECT c.oid::int8 AS table_oid, a.attnum AS number, a.attname AS name, a.attnotnull AS not_null,
                format_type(a.atttypid, a.atttypmod) AS type,
                CASE WHEN t.typtype = 'e' THEN t.typname END AS enum_name,
                CASE WHEN t.typtype = 'e' AND NOT pg_type_is_visible(t.oid) THEN (
                    SELECT n.nspname FROM pg_namespace n WHERE n.oid = t.typnamespace) END AS enum_schema,
                CASE WHEN t.typtype = 'e' THEN ARRAY(
                    SELECT l.enumlabel::text FROM pg_enum l
                    WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder) END AS enum_labels,
                pg_get_expr(f.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE f.adrelid END, true) AS expression,
                a.attgenerated::text AS generated,
                a.attidentity::text AS identity, s.first_number, s.number_step, s.is_owned AS owns_sequence,
                CASE WHEN a.attcollation <> t.typcollation THEN (
                    SELECT l.collname FROM pg_collation l WHERE l.oid = a.attcollation) END AS collation,
                d.description AS comment
            FROM chosen c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
            LEFT JOIN (
                SELECT o.refobjid, o.refobjsubid, bool_or(o.deptype = 'a') AS is_owned,
                    max(q.seqstart) FILTER (WHERE o.deptype = 'i') AS first_number,
                    max(q.seqincrement) FILTER (WHERE o.deptype = 'i') AS number_step
                FROM chosen c
                JOIN pg_depend o ON o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid
                  AND o.classid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')
                JOIN pg_sequence q ON q.seqrelid = o.objid
                GROUP BY o.refobjid, o.refobjsubid) s ON s.refobjid = c.oid AND s.refobjsubid = a.attnum
            LEFT JOIN pg_description d
              ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
            ORDER BY c.oid, a.attnum
            """;

    /**
     * Without those that a partition's foreign key repeats. Columns are numbers, but for those of a table that is not
     * chosen. A NOT NULL counts with a name that someone gave: the server's own says so at its end, and stays when the
     * column or the table gets another.
     */
    private static final String CONSTRAINTS = """
            SELECT c.oid::int8 AS table_oid, k.conname AS name, k.contype::text AS kind, k.conkey::text AS columns,
                CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid, true) END AS condition,
                CASE WHEN n.nspname <> (SELECT current_schema()) THEN n.nspname END AS referenced_schema,
                r.relname AS referenced_table, f.oid::int8 AS referenced_oid, k.confkey::text AS referenced_columns,
                CASE WHEN k.contype = 'f' AND f.oid IS NULL THEN ARRAY(
                    SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY p (number, place)
                    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.number
                    ORDER BY p.place) END AS columns_elsewhere,
                k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update,
                k.condeferrable AS is_deferrable, k.condeferred AS is_deferred,
                k.confmatchtype::text AS match,
                k.convalidated AS is_valid, k.connoinherit AS is_not_inherited,
                {enforced} AS is_enforced, {period} AS is_period,
                coalesce({nulls_not_distinct}, false) AS nulls_not_distinct
            FROM chosen c
            JOIN pg_constraint k ON k.conrelid = c.oid AND k.conparentid = 0 AND (k.contype IN ('p', 'u', 'c', 'f')
              OR (k.contype = 'n' AND k.conislocal
                AND (NOT k.convalidated OR k.connoinherit
                  OR right(rtrim(k.conname::text, '0123456789'), 9) <> '_not_null')))
            LEFT JOIN pg_class r ON r.oid = k.confrelid
            LEFT JOIN pg_namespace n ON n.oid = r.relnamespace
            LEFT JOIN chosen f ON f.oid = k.confrelid
            LEFT JOIN pg_index i ON k.contype = 'u' AND i.indexrelid = k.conindid
            ORDER BY c.oid, k.conname
            """;

    /**
     * Without those that a constraint keeps, but for exclusion constraints. A column's number is 0 for an
     * expression. What few indexes have is looked up for those alone.
     */
    private static final String INDEXES = """
            SELECT c.oid::int8 AS table_oid, x.relname AS name, i.indisunique AS is_unique, m.amname AS method,
                pg_get_expr(i.indpred, i.indrelid, true) AS predicate, i.indnkeyatts AS keys,
                array_to_string(x.reloptions, ', ') AS parameters,
                i.indkey::text AS columns, i.indoption::text AS options,
                CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(
                    SELECT CASE WHEN p.number = 0 THEN pg_get_indexdef(i.indexrelid, p.place::int, true) ELSE '' END
                    FROM unnest(i.indkey::int2[]) WITH ORDINALITY p (number, place) ORDER BY p.place) END AS expressions,
                CASE WHEN i.indclass::oid[] && ARRAY(SELECT o.oid FROM pg_opclass o WHERE NOT o.opcdefault)
                    THEN ARRAY(SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname::text END
                        FROM unnest(i.indclass::oid[]) WITH ORDINALITY p (class, place)
                        JOIN pg_opclass o ON o.oid = p.class ORDER BY p.place) END AS operator_classes,
                i.indisunique AND {nulls_not_distinct} AS nulls_not_distinct,
                CASE WHEN k.oid IS NOT NULL THEN ARRAY(
                    SELECT o.oprname::text FROM unnest(k.conexclop) WITH ORDINALITY p (operator, place)
                    JOIN pg_operator o ON o.oid = p.operator ORDER BY p.place) END AS operators,
                k.condeferrable AS is_deferrable, k.condeferred AS is_deferred
            FROM chosen c
            JOIN pg_index i ON i.indrelid = c.oid
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_am m ON m.oid = x.relam
            LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
            WHERE k.contype IS DISTINCT FROM 'p' AND k.contype IS DISTINCT FROM 'u'
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
