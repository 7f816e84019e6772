package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.SizeQuery;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/**
 * How large tables are, as of the last DBMS_STATS; unknown before. Bytes are those of rows, without indexes: only an
 * administrator sees the segments of others.
 */
final class OracleSizes {
    private static final String OF_TABLE = """
            SELECT {place}, t.NUM_ROWS, t.NUM_ROWS * t.AVG_ROW_LEN FROM ALL_TABLES t
            WHERE t.OWNER = {schema} AND t.TABLE_NAME = {name}""";

    static final SizeQuery QUERY = new SizeQuery(OracleSizes::ofTable);

    private OracleSizes() {}

    private static String ofTable(TableName table) {
        OracleLiterals literals = new OracleLiterals();
        String schema = table.schema();
        String owner = schema == null
                ? "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"
                : literals.render(OracleNames.stored(schema));
        return OF_TABLE.replace("{schema}", owner).replace("{name}", literals.render(OracleNames.stored(table.name())));
    }

    static Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables) throws SQLException {
        return QUERY.read(connection, tables);
    }
}
