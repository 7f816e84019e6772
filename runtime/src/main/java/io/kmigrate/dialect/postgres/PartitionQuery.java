package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SchemaScope;
import java.util.List;

/**
 * Partitions of tables of PostgreSQL 12 and later, and what they have that their tables do not say, in the form
 * of {@link UnsupportedQuery}. All of it goes with the table at the top.
 */
final class PartitionQuery {
    private PartitionQuery() {}

    private static final String TOP = "(SELECT t.relname FROM pg_class t WHERE t.oid = pg_partition_root(o.oid))::text";

    /** One that is kept elsewhere needs a server. */
    private static final String PARTITIONS = """
            SELECT (SELECT count(*) FROM pg_partition_ancestors(o.oid))::int, 'partitions of',
                {in} || o.relname || ' (' || string_agg(p.relname, ', ' ORDER BY p.relname) || ')', {top},
                CASE WHEN NOT bool_or(p.relkind = 'f') THEN string_agg(
                    'CREATE ' || CASE p.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END || 'TABLE '
                    || p.oid::regclass || ' PARTITION OF ' || {o} || ' ' || pg_get_expr(p.relpartbound, p.oid)
                    || COALESCE(' PARTITION BY ' || pg_get_partkeydef(p.oid), '')
                    || COALESCE(' WITH (' || array_to_string(p.reloptions, ', ') || ')', ''),
                    E';\n' ORDER BY p.relname) END, ''
            FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid JOIN pg_class o ON o.oid = i.inhparent
            WHERE o.relkind = 'p' AND p.relispartition AND {table} GROUP BY o.oid, o.relname
            """;

    private static final String COLUMNS = """
            SELECT 20, k.kind || ' of partition', {in} || o.relname || '.' || a.attname, {top},
                'ALTER TABLE ' || {o} || ' ALTER COLUMN ' || quote_ident(a.attname) || k.change, ''
            FROM pg_class o JOIN pg_inherits i ON i.inhrelid = o.oid
            JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_attribute b ON b.attrelid = i.inhparent AND b.attname = a.attname
            LEFT JOIN pg_attrdef d ON d.adrelid = o.oid AND d.adnum = a.attnum
            LEFT JOIN pg_attrdef e ON e.adrelid = b.attrelid AND e.adnum = b.attnum
            JOIN LATERAL (VALUES
                ('NOT NULL', a.attnotnull AND NOT b.attnotnull, ' SET NOT NULL'),
                ('default', a.attgenerated = '' AND pg_get_expr(d.adbin, d.adrelid)
                        IS DISTINCT FROM pg_get_expr(e.adbin, e.adrelid),
                    COALESCE(' SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ' DROP DEFAULT'))) k (kind, holds, change)
                ON k.holds
            WHERE o.relispartition AND {table}
            """;

    /** A foreign key keeps the table that it refers to. */
    private static final String CONSTRAINTS = """
            SELECT 21, 'constraint of partition', c.conname || ' on ' || {in} || o.relname, {top},
                'ALTER TABLE ' || {o} || ' ADD CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid),
                CASE c.contype WHEN 'f' THEN 'ALTER TABLE ' || {o} || ' DROP CONSTRAINT ' || quote_ident(c.conname)
                    ELSE '' END
            FROM pg_constraint c JOIN pg_class o ON o.oid = c.conrelid
            WHERE o.relispartition AND c.contype IN ('c', 'f', 'p', 'u', 'x') AND c.conparentid = 0
              AND c.coninhcount = 0 AND {table}
            """;

    private static final String INDEXES = """
            SELECT 21, 'index of partition', x.relname || ' on ' || {in} || o.relname, {top},
                pg_get_indexdef(x.oid), ''
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class o ON o.oid = i.indrelid
            WHERE o.relispartition AND i.indisvalid AND {table}
              AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = x.oid)
              AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.oid AND c.contype IN ('p', 'u', 'x'))
            """;

    static String of(SchemaScope scope) {
        return UnsupportedQuery.joined(scope, List.of(PARTITIONS, COLUMNS, CONSTRAINTS, INDEXES))
                .replace("{top}", TOP);
    }
}
