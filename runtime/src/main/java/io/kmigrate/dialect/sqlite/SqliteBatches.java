package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Names;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;

/** How SQLite goes through a table. One writer has the database: no row need be locked. */
final class SqliteBatches extends BatchSql {
    private SqliteBatches() {
        super(Names.standard());
    }

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static BatchSql create() {
        return new SqliteBatches();
    }

    @Override
    protected String compareRows(List<String> key, String strict, String end, List<String> values) {
        return rowComparison(key, end, values);
    }

    /** Rows are numbered, mostly from 1 and without gaps. */
    @Override
    public Optional<String> estimate(TableName table) {
        return Optional.of("SELECT MAX(rowid) FROM " + Names.standard().quote(table));
    }

    @Override
    public boolean locksRows() {
        return false;
    }

    @Override
    public Optional<String> rowNumber() {
        return Optional.of("rowid");
    }
}
