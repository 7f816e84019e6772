package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Names;

/** How SQL Server goes through a table. Rows that are read are not locked: it has no FOR UPDATE. */
final class SqlServerBatches extends BatchSql {
    private SqlServerBatches(Names names) {
        super(names);
    }

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static BatchSql create(Names names) {
        return new SqlServerBatches(names);
    }

    @Override
    protected String first(int rows, String columns, String from, String where, String order) {
        return "SELECT TOP (" + rows + ") " + columns + " FROM " + from + where + order;
    }

    @Override
    public String savepoint() {
        return "SAVE TRANSACTION kmigrate_rows";
    }

    @Override
    public String rollbackToSavepoint() {
        return "ROLLBACK TRANSACTION kmigrate_rows";
    }

    @Override
    public boolean locksRows() {
        return false;
    }
}
