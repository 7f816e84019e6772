package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SizeQuery;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;

/** How large tables are, by the statistics of their engine. */
record MysqlSizes(Product flavour) {
    private static final String OF_TABLE = """
            SELECT {place}, TABLE_ROWS, DATA_LENGTH + INDEX_LENGTH FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = {schema} AND TABLE_NAME = {name} AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')""";

    Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables) throws SQLException {
        SizeQuery query = new SizeQuery(this::ofTable);
        return flavour == Product.MYSQL ? fresh(connection, tables, query) : query.read(connection, tables);
    }

    private String ofTable(TableName table) {
        MysqlLiterals literals = new MysqlLiterals(flavour);
        String schema = table.schema();
        return OF_TABLE.replace("{schema}", schema == null ? "database()" : literals.render(schema))
                .replace("{name}", literals.render(table.name()));
    }

    /** MySQL 8 answers with what it said within the last day, unless the session asks for fresh figures. */
    private static Map<TableName, TableSize> fresh(Connection connection, Collection<TableName> tables, SizeQuery query)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long before;
            try (ResultSet row = statement.executeQuery("SELECT @@session.information_schema_stats_expiry")) {
                row.next();
                before = row.getLong(1);
            }
            statement.execute("SET SESSION information_schema_stats_expiry = 0");
            try {
                return query.read(connection, tables);
            } finally {
                statement.execute("SET SESSION information_schema_stats_expiry = " + before);
            }
        }
    }
}
