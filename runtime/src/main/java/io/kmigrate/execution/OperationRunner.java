package io.kmigrate.execution;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SavepointStatements;
import io.kmigrate.execution.ExecutionEvent.OperationStarted;
import io.kmigrate.execution.ExecutionEvent.StatementStarted;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.operation.CodeBlock;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs operations in the open transaction, if there is one. */
final class OperationRunner {
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final BlockWatch watch;
    private final ExecutionListener listener;
    private final StepFailures failures;
    private @Nullable String currentSql;
    private int statementsDone;

    OperationRunner(
            Dialect dialect,
            MigrationConnection connection,
            BlockWatch watch,
            ExecutionListener listener,
            StepFailures failures) {
        this.dialect = dialect;
        this.connection = connection;
        this.watch = watch;
        this.listener = listener;
        this.failures = failures;
    }

    /** How many statements of the latest operation came to their end. */
    int statementsDone() {
        return statementsDone;
    }

    private Catalog catalog() {
        return dialect.introspector().catalog(connection.jdbc());
    }

    /** What the live catalog says of an operation. */
    RemainingWork remainder() {
        return new RemainingWork(dialect, catalog(), () -> {
            try {
                return dialect.introspector().introspect(connection.jdbc());
            } catch (SQLException failed) {
                throw new DatabaseException("read the catalog", failed);
            }
        });
    }

    /**
     * Runs the operations of a segment.
     *
     * @param state what state the database is in when one of them fails
     * @throws OperationFailedException when the database or a code step refuses
     */
    void run(Step step, CommitGroup segment, Supplier<String> state) {
        int number = segment.first();
        for (List<ScriptOperation> group : OperationBatches.of(segment.operations(), dialect)) {
            if (group.size() == 1 || !segment.inTransaction() || !isDoneTogether(step, number, group)) {
                for (int place = 0; place < group.size(); place++) {
                    run(step, number + 1 + place, group.get(place), state);
                }
            }
            number += group.size();
        }
    }

    /** False when that failed and left nothing: done one by one, the one that is at fault will show. */
    private boolean isDoneTogether(Step step, int done, List<ScriptOperation> group) {
        for (int place = 0; place < group.size(); place++) {
            listener.on(new OperationStarted(step, group.get(place), done + 1 + place));
        }
        SavepointStatements savepoint = dialect.sessions().savepoint("kmigrate_together");
        try {
            execute(step, savepoint.set());
            try {
                for (String sql : dialect.render(OperationBatches.plain(group), catalog())) {
                    execute(step, sql);
                }
            } catch (SQLException | MigrationException failed) {
                execute(step, savepoint.rollback());
                return false;
            } finally {
                execute(step, savepoint.release());
            }
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    /**
     * Runs one operation.
     *
     * @param number 1-based, of its place in the step
     */
    void run(Step step, int number, ScriptOperation operation, Supplier<String> state) {
        currentSql = null;
        statementsDone = 0;
        listener.on(new OperationStarted(step, operation, number));
        try {
            run(step, operation.operation());
        } catch (Exception failed) {
            throw failures.operation(step, number, operation, currentSql, state.get(), failed);
        }
    }

    private void run(Step step, Operation operation) throws Exception {
        Optional<CodeBlock> code = operation.code();
        if (code.isPresent()) {
            Future<?> watching =
                    watch.begin(step, OperationDescription.of(operation).headline());
            try {
                connection.run(code.get());
            } finally {
                watching.cancel(false);
            }
            return;
        }
        for (String sql : dialect.render(operation, catalog())) {
            for (String statement : operation.isOpaque() ? dialect.split(sql) : List.of(sql)) {
                execute(step, statement);
                statementsDone++;
            }
        }
    }

    private void execute(Step step, String sql) throws SQLException {
        currentSql = sql;
        listener.on(new StatementStarted(step, sql));
        Future<?> watching = watch.begin(step, sql);
        try {
            Statements.execute(connection.jdbc(), sql);
        } finally {
            watching.cancel(false);
        }
    }
}
