package io.kmigrate.execution;

import io.kmigrate.backfill.BatchPass;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Leftover;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.OnlinePart;
import io.kmigrate.dialect.RowCheck;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.OperationRunner.State;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Limits;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs an operation in parts that let others work. The catalog tells which parts are done, so that nothing has to be
 * written down between them: a later run continues wherever this one was stopped.
 */
final class OnlineRun {
    private final Step step;
    private final Dialect dialect;
    private final Session session;
    private final OperationRunner operations;
    private final FailureState failureState;
    private final LockRetries retries;
    private final Limits limits;

    /** @param limits of the statements of the step */
    OnlineRun(Step step, StepRunner.Tools tools, Limits limits) {
        this.step = step;
        this.dialect = tools.dialect();
        this.session = tools.session();
        this.operations = tools.operations();
        this.failureState = tools.failureState();
        this.retries = tools.retries();
        this.limits = limits;
    }

    /** The form of an operation as the database is now. */
    OnlineForm form(ScriptOperation located) {
        return operations.form(located.operation());
    }

    /** Whether an earlier run has left a part of it. */
    boolean isBegun(OnlineForm form) {
        return form.isInParts()
                && (form.partsDone(operations.catalog()) > 0
                        || !form.leftovers(operations.catalog()).isEmpty());
    }

    /** The same after a failure. */
    boolean isBegunOrUnknown(OnlineForm form) {
        try {
            return isBegun(form);
        } catch (RuntimeException unanswered) {
            return true;
        }
    }

    /**
     * Runs the parts that are not done.
     *
     * @param number of the operation, 1-based
     * @throws OperationFailedException when the database refuses one
     */
    void run(ScriptOperation located, int number, OnlineForm form, State state) {
        operations.begin(step, located, number);
        operations.refuseRows(step, located, number, false, state);
        State left = (operation, wasMoved) -> withLeftovers(form, state.after(operation, wasMoved));
        try {
            for (int place = form.partsDone(operations.catalog());
                    place < form.parts().size();
                    place++) {
                run(located, number, form.parts().get(place), left);
            }
        } catch (OperationFailedException known) {
            throw known;
        } catch (Exception failed) {
            throw operations.failed(step, located, number, left, failed);
        }
    }

    private void run(ScriptOperation located, int number, OnlinePart part, State left) throws Exception {
        if (part.waitsAside()) {
            operations.limit(new Limits(null, limits.statement()));
        }
        try {
            for (String sql : part.session().before()) {
                operations.execute(step, sql, false);
            }
            try {
                work(located, number, part, left);
            } finally {
                for (String sql : part.session().after()) {
                    operations.execute(step, sql, false);
                }
            }
        } finally {
            if (part.waitsAside()) {
                operations.limit(limits);
            }
        }
    }

    private void work(ScriptOperation located, int number, OnlinePart part, State left) throws Exception {
        Backfill update = part.update();
        RowCheck proof = part.proof();
        if (update != null) {
            rows(update);
        } else if (part.copying() != null) {
            operations.runCommand(step, part.copying());
        } else if (proof != null) {
            operations.prove(step, located, number, proof, () -> withdraw(part), left);
        } else {
            again(
                    () -> {
                        removeLeftover(part);
                        // Another session may have made the index that was waited for.
                        if (part.leftover() == null || !part.isDone().test(operations.catalog())) {
                            statements(located, part);
                        }
                    },
                    failed -> removeAfter(part, failed));
        }
    }

    private void withdraw(OnlinePart part) throws SQLException {
        removeLeftover(part);
        operations.discountStatement();
    }

    /** Each batch commits by itself, so that only the one that others are in the way of is tried again. */
    private void rows(Backfill update) throws Exception {
        BatchPass pass = operations.pass(update);
        String shown = shown(update);
        operations.announce(step, shown);
        try {
            pass.run(change -> again(() -> operations.watched(step, shown, change), failed -> {}));
        } catch (Exception failed) {
            operations.show(pass.currentSql());
            throw failed;
        }
        operations.countStatement();
    }

    private String shown(Backfill update) {
        List<String> statements =
                dialect.batches().shown(update, operations.catalog().table(update.table()));
        return statements.get(statements.size() - 1);
    }

    private interface Attempt {
        void run() throws Exception;
    }

    /** Once more after a pause where others held a lock. {@code givenUp}: hears what it failed for in the end. */
    private void again(Attempt attempt, Consumer<Exception> givenUp) throws Exception {
        for (int count = 1; ; count++) {
            try {
                attempt.run();
                return;
            } catch (SQLException | DatabaseException failed) {
                if (!retries.isToBeRetried(step, count, failed, () -> true)) {
                    givenUp.accept(failed);
                    throw failed;
                }
            }
        }
    }

    private void statements(ScriptOperation located, OnlinePart part) throws SQLException {
        if (!part.inTransaction()) {
            for (String sql : part.statements()) {
                operations.execute(step, sql, false);
                operations.countStatement();
            }
            return;
        }
        Transaction.run(session, List.of(located.operation()), () -> {
            for (String sql : part.statements()) {
                operations.execute(step, sql, true);
            }
        });
        part.statements().forEach(sql -> operations.countStatement());
    }

    private void remove(Leftover leftover) throws SQLException {
        Catalog catalog = operations.catalog();
        if (leftover.isThere().test(catalog)) {
            operations.execute(step, leftover.removal().apply(catalog), false);
        }
    }

    private void removeLeftover(OnlinePart part) throws SQLException {
        Leftover leftover = part.leftover();
        if (leftover != null) {
            remove(leftover);
        }
    }

    /** An index that no query uses still costs every write, and one that is unique refuses some. */
    private void removeAfter(OnlinePart part, Exception failed) {
        try {
            String cause = operations.currentSql();
            removeLeftover(part);
            operations.show(cause);
        } catch (SQLException | RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    /** Removes what an earlier run has left, so that the operation counts as not begun. */
    void abandon(OnlineForm form) throws SQLException {
        for (Leftover leftover : form.leftovers(operations.catalog())) {
            remove(leftover);
        }
    }

    private LeftBehind withLeftovers(OnlineForm form, LeftBehind state) {
        List<Leftover> left = failureState.ask(asked -> left(form, asked)).orElse(List.of());
        return left.isEmpty()
                ? state
                : state.with(OnlineMessages.leaves(
                        state.text(), left.stream().map(Leftover::name).collect(Collectors.joining("; "))));
    }

    private List<Leftover> left(OnlineForm form, Connection asked) {
        return form.leftovers(dialect.introspector().catalog(asked));
    }
}
