package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.BatchSql;

/** How Oracle goes through a table. */
final class OracleBatches extends BatchSql {
    OracleBatches() {
        super(OracleNames.NAMES);
    }

    @Override
    protected String first(int rows, String columns, String from, String where, String order) {
        return "SELECT " + columns + " FROM " + from + where + order + " FETCH FIRST " + rows + " ROWS ONLY";
    }
}
