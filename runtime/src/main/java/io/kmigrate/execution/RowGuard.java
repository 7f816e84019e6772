package io.kmigrate.execution;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.RowCheck;
import io.kmigrate.dialect.SavepointStatements;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.operation.ChangedTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RowsTable;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for rows that an operation could not be done with, before it begins. Operations that nothing before them in their
 * revision can have changed anything for are looked at before the revision begins.
 */
final class RowGuard {
    private static final int SHOWN = 10;
    private static final int LONGEST_VALUE = 60;

    private final Dialect dialect;
    private final Connection connection;
    private final Set<ScriptOperation> passed = new HashSet<>();
    private boolean isRefused;

    RowGuard(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    /**
     * Rows in the way.
     *
     * @param keys those of ten at most, such as {@code id = 3}
     */
    record Found(RowCheck check, long rows, List<String> keys) {}

    /** Of an operation of a step. */
    record FoundAt(ScriptOperation operation, int number, Found found) {}

    /** The first operation of a step that cannot be done, as far as it can be known before the step. */
    Optional<FoundAt> before(Step step) {
        passed.clear();
        Set<String> changed = new HashSet<>();
        int number = 0;
        for (ScriptOperation located : step.operations()) {
            number++;
            Operation operation = located.operation();
            if (changesRows(operation)) {
                break;
            }
            Optional<String> table = ChangedTable.of(operation).map(Object::toString);
            if (table.isEmpty() || !changed.add(table.get()) || located.guard() != null) {
                // The step itself makes or changes what it works on, or nobody knows yet whether it runs.
                changed.add(table.orElse(""));
                continue;
            }
            Catalog catalog = dialect.introspector().catalog(connection);
            if (ChangedTable.of(operation).flatMap(catalog::table).isEmpty()) {
                continue;
            }
            isRefused = false;
            Optional<Found> found = find(operation, catalog, false);
            if (found.isPresent()) {
                return Optional.of(new FoundAt(located, number, found.get()));
            }
            if (!isRefused) {
                passed.add(located);
            }
        }
        return Optional.empty();
    }

    private static boolean changesRows(Operation operation) {
        return operation.isOpaque()
                || operation.inBatches().isPresent()
                || RowsTable.of(operation).isPresent();
    }

    /** Rows in the way of an operation that is about to begin. */
    Optional<Found> before(ScriptOperation located, boolean inTransaction) {
        return passed.contains(located)
                ? Optional.empty()
                : find(located.operation(), dialect.introspector().catalog(connection), inTransaction);
    }

    /** A question that the database refuses is not asked again; the operation itself will tell. */
    private Optional<Found> find(Operation operation, Catalog catalog, boolean inTransaction) {
        List<RowCheck> checks;
        try {
            checks = dialect.rowChecks(operation, catalog);
        } catch (MigrationException refused) {
            return Optional.empty();
        }
        for (RowCheck check : checks) {
            Optional<Found> found = guarded(check, inTransaction);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A statement that fails would end a transaction of some databases. */
    private Optional<Found> guarded(RowCheck check, boolean inTransaction) {
        if (!inTransaction || !dialect.capabilities().transactionalDdl()) {
            return orNothing(check);
        }
        SavepointStatements savepoint = dialect.sessions().savepoint("kmigrate_rows");
        try {
            Statements.execute(connection, savepoint.set());
            Optional<Found> found = orNothing(check);
            Statements.execute(connection, savepoint.rollback());
            Statements.execute(connection, savepoint.release());
            return found;
        } catch (SQLException lost) {
            return Optional.empty();
        }
    }

    private Optional<Found> orNothing(RowCheck check) {
        try {
            return find(check);
        } catch (SQLException refused) {
            isRefused = true;
            return Optional.empty();
        }
    }

    /** Asks one question. */
    Optional<Found> find(RowCheck check) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(SHOWN);
            try (ResultSet rows = statement.executeQuery(check.rows())) {
                while (rows.next()) {
                    keys.add(key(check, rows));
                }
            }
        }
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Found(check, keys.size() < SHOWN ? keys.size() : count(check), keys));
    }

    private long count(RowCheck check) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(check.count())) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String key(RowCheck check, ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int place = 0; place < check.columns().size(); place++) {
            String value = String.valueOf(row.getString(place + 1));
            String shown = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
            values.add(check.columns().get(place).replaceAll("^[\"`\\[](.*)[\"`\\]]$", "$1") + " = " + shown);
        }
        return String.join(", ", values);
    }
}
