package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.BatchSql;

/** How Oracle goes through a table. */
final class OracleBatches extends BatchSql {
    private OracleBatches() {
        super(OracleNames.NAMES);
    }

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static BatchSql create() {
        return new OracleBatches();
    }

    @Override
    protected String first(int rows, String columns, String from, String where, String order) {
        return "SELECT " + columns + " FROM " + from + where + order + " FETCH FIRST " + rows + " ROWS ONLY";
    }
}
