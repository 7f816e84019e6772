package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.SizeQuery;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** How large tables are. Needs VIEW DATABASE STATE, or VIEW DATABASE PERFORMANCE STATE since SQL Server 2022. */
final class SqlServerSizes {
    /** The heap is index 0 and the clustered index 1: one of the two has the rows. */
    private static final String OF_TABLE = """
            SELECT {place}, SUM(CASE WHEN p.index_id IN (0, 1) THEN p.row_count ELSE 0 END),
                SUM(p.reserved_page_count) * 8192
            FROM sys.dm_db_partition_stats p WHERE p.object_id = OBJECT_ID({name}, N'U')
            HAVING COUNT(*) > 0""";

    static final SizeQuery QUERY = new SizeQuery(table ->
            OF_TABLE.replace("{name}", new SqlServerLiterals().render(SqlServerObjectRenderer.NAMES.quote(table))));

    private SqlServerSizes() {}

    static Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables) throws SQLException {
        return QUERY.read(connection, tables);
    }
}
