package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SizeQuery;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** How large tables are. Asks for no lock, so it waits for nobody. */
final class PostgresSizes {
    /**
     * The planner's way: rows a page at the last VACUUM or ANALYZE, times the pages of now. Where there was none (-1
     * since 14, 0 of 0 pages before), rows that are as wide as the types of the columns. A partitioned table has the rows
     * of its partitions; its own number, since 14, would count them twice. The name of an index stands for its table.
     */
    private static final String OF_TABLE = """
            SELECT {place}, sum(CASE
                    WHEN s.bytes IS NULL THEN NULL
                    WHEN c.reltuples > 0 AND c.relpages > 0 THEN c.reltuples / c.relpages * s.pages
                    ELSE s.pages * trunc((s.block - 24) / (28 + w.width)) END)::int8, sum(s.bytes)::int8
            FROM (SELECT coalesce((SELECT indrelid FROM pg_index WHERE indexrelid = n.oid), n.oid) AS oid
                FROM (SELECT to_regclass({name})::oid AS oid) n) t
            JOIN pg_class c ON c.oid = t.oid OR c.oid IN (SELECT relid FROM pg_partition_tree(t.oid))
            CROSS JOIN LATERAL (
                SELECT block, pg_relation_size(c.oid) / block AS pages, pg_total_relation_size(c.oid) AS bytes
                FROM (SELECT current_setting('block_size')::numeric AS block) b) s
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(CASE WHEN a.attlen > 0 THEN a.attlen ELSE 32 END), 0) AS width
                FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) w
            WHERE c.relkind <> 'p' OR c.oid = t.oid AND NOT EXISTS (
                SELECT FROM pg_inherits i WHERE i.inhparent = c.oid)
            HAVING count(*) > 0""";

    private static final SizeQuery QUERY = new SizeQuery(
            table -> OF_TABLE.replace("{name}", PostgresRenderer.LITERALS.render(PostgresRenderer.NAMES.quote(table))));

    private PostgresSizes() {}

    static Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables) throws SQLException {
        return QUERY.read(connection, tables);
    }
}
