package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.execution.StepFailures.HookFailure;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.CodeBlock;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the operations that a hook adds, in the open transaction, if there is one. */
final class HookRunner {
    private final Hooks hooks;
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final StepFailures failures;
    private @Nullable String currentSql;

    HookRunner(Hooks hooks, Dialect dialect, MigrationConnection connection, StepFailures failures) {
        this.hooks = hooks;
        this.dialect = dialect;
        this.connection = connection;
        this.failures = failures;
    }

    /** A run with a hook. */
    record OfRun(HookRunner runner, ExecutionListener listener, boolean isDryRun) {
        boolean isAnyThere() {
            return runner.hooks.hook() != StepHook.none();
        }

        /**
         * Runs what the hook adds to a step.
         *
         * @param state what state the database is in when it fails
         * @throws StepFailedException when the hook throws, or the database refuses what it says
         */
        void run(Moment moment, Step step, Supplier<String> state) {
            AppliedStep applied = runner.hooks.applied(step, false, isDryRun);
            HookFailure failure =
                    runner.attempt(moment, applied, sql -> listener.on(new ExecutionEvent.StatementStarted(step, sql)));
            if (failure != null) {
                throw runner.failures.hook(step, applied, failure, state.get());
            }
        }
    }

    /**
     * Runs what the hook adds to a change of the version rows that runs nothing itself.
     *
     * @throws MigrationException when the hook throws, or the database refuses what it says
     */
    void run(Moment moment, AppliedStep step) {
        HookFailure failure = attempt(moment, step, sql -> {});
        if (failure != null) {
            throw failures.stamp(step, failure, StepMessages.stampRolledBack());
        }
    }

    Hooks hooks() {
        return hooks;
    }

    /** Null when all went well. */
    private @Nullable HookFailure attempt(Moment moment, AppliedStep step, Consumer<String> heard) {
        currentSql = null;
        Location place = null;
        try {
            for (ScriptOperation operation : hooks.ask(moment, step)) {
                place = operation.location();
                currentSql = null;
                run(operation.operation(), heard);
            }
            return null;
        } catch (Exception failed) {
            return new HookFailure(moment, place, currentSql, failed);
        }
    }

    private void run(Operation operation, Consumer<String> heard) throws Exception {
        TransactionCheck check = new TransactionCheck(dialect);
        Optional<CodeBlock> code = operation.code();
        if (code.isPresent()) {
            connection.run(code.get(), sql -> refuse(check.problem(sql, true)));
            return;
        }
        List<String> rendered = dialect.render(operation, dialect.introspector().catalog(connection.jdbc()));
        if (operation.isOpaque()) {
            refuse(check.problem(rendered, true));
        }
        for (String sql : rendered) {
            for (String statement : operation.isOpaque() ? dialect.split(sql) : List.of(sql)) {
                currentSql = statement;
                heard.accept(statement);
                Statements.execute(connection.jdbc(), statement);
            }
        }
    }

    private static void refuse(Optional<Problem> problem) {
        if (problem.isPresent()) {
            throw problem.get().exception();
        }
    }
}
