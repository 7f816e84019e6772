package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Names;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/** How SQLite goes through a table. One writer has the database: no row need be locked. */
final class SqliteBatches extends BatchSql {
    /** Names of the same number; a column may have one of them. */
    private static final List<String> NUMBERS = List.of("rowid", "_rowid_", "oid");

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
        return Optional.of("SELECT MIN((SELECT MAX(_rowid_) FROM "
                + Names.standard().quote(table) + "), " + SqliteSizes.ROOM + ")");
    }

    /** Only an INTEGER PRIMARY KEY, and a table WITHOUT ROWID, refuse them. */
    @Override
    public boolean hasNullsInKeys() {
        return true;
    }

    @Override
    public String schema(Connection connection) {
        return "main";
    }

    @Override
    public boolean locksRows() {
        return false;
    }

    @Override
    public Optional<String> rowNumber(Table table) {
        return NUMBERS.stream()
                .filter(number -> table.columns().stream()
                        .noneMatch(column -> column.name().equalsIgnoreCase(number)))
                .findFirst();
    }
}
