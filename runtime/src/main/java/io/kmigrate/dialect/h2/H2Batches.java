package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Names;
import io.kmigrate.schema.TableName;
import java.util.Optional;

/** How H2 goes through a table. */
final class H2Batches extends BatchSql {
    private H2Batches() {
        super(Names.standard());
    }

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static BatchSql create() {
        return new H2Batches();
    }

    @Override
    public Optional<String> estimate(TableName table) {
        H2Literals literals = new H2Literals();
        String schema = table.schema() == null ? "SCHEMA()" : literals.render(table.schema());
        return Optional.of("SELECT ROW_COUNT_ESTIMATE FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = " + schema
                + " AND TABLE_NAME = " + literals.render(table.name()));
    }
}
