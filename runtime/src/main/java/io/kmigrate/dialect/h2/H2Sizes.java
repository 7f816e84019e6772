package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.SizeQuery;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** How large tables are. H2 keeps the count of rows; it finds out bytes by reading the table. */
final class H2Sizes {
    private static final String OF_TABLE = """
            SELECT {place}, T.ROW_COUNT_ESTIMATE, CAST(NULL AS BIGINT) FROM INFORMATION_SCHEMA.TABLES T
            WHERE T.TABLE_SCHEMA = {schema} AND T.TABLE_NAME = {name} AND T.TABLE_TYPE = 'BASE TABLE'""";

    private static final SizeQuery QUERY = new SizeQuery(H2Sizes::ofTable);

    private H2Sizes() {}

    private static String ofTable(TableName table) {
        H2Literals literals = new H2Literals();
        String schema = table.schema();
        return OF_TABLE.replace("{schema}", schema == null ? "CURRENT_SCHEMA" : literals.render(schema))
                .replace("{name}", literals.render(table.name()));
    }

    static Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables) throws SQLException {
        return QUERY.read(connection, tables);
    }
}
