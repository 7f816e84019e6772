package io.kmigrate.execution;

import io.kmigrate.dialect.BatchedUpdate;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Leftover;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.OnlinePart;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.OperationRunner.State;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.Limits;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
        return dialect.onlineForms().of(located.operation(), operations.catalog());
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
        try {
            for (int place = form.partsDone(operations.catalog());
                    place < form.parts().size();
                    place++) {
                run(located, form.parts().get(place));
            }
        } catch (Exception failed) {
            State left = (operation, wasMoved) -> withLeftovers(form, state.after(operation, wasMoved));
            throw operations.failed(step, located, number, left, failed);
        }
    }

    private void run(ScriptOperation located, OnlinePart part) throws SQLException {
        if (part.waitsAside()) {
            operations.limit(new Limits(null, limits.statement()));
        }
        try {
            for (String sql : part.session().before()) {
                operations.execute(step, sql, false);
            }
            try {
                attempts(located, part);
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

    private void attempts(ScriptOperation located, OnlinePart part) throws SQLException {
        Optional<Leftover> leftover = Optional.ofNullable(part.leftover());
        BatchedUpdate update = part.update();
        if (update != null) {
            new BatchedUpdateRun(step, update, operations, retries).run();
            return;
        }
        int attempt = 1;
        while (true) {
            if (leftover.isPresent()) {
                remove(leftover.get());
            }
            try {
                statements(located, part);
                return;
            } catch (SQLException failed) {
                if (!retries.isToBeRetried(step, attempt++, failed, () -> true)) {
                    removeAfter(part, failed);
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
        session.begin(List.of(located.operation()));
        try {
            for (String sql : part.statements()) {
                operations.execute(step, sql, true);
            }
            session.commit();
        } catch (SQLException | RuntimeException failed) {
            try {
                session.rollback();
            } catch (SQLException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
        part.statements().forEach(sql -> operations.countStatement());
    }

    private void remove(Leftover leftover) throws SQLException {
        if (leftover.isThere().test(operations.catalog())) {
            operations.execute(step, leftover.removal(), false);
        }
    }

    /** An index that no query uses still costs every write, and one that is unique refuses some. */
    private void removeAfter(OnlinePart part, SQLException failed) {
        Leftover leftover = part.leftover();
        if (leftover != null) {
            try {
                String cause = operations.currentSql();
                remove(leftover);
                operations.show(cause);
            } catch (SQLException | RuntimeException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }
    }

    /** Removes what an earlier run has left, so that the operation counts as not begun. */
    void abandon(OnlineForm form) throws SQLException {
        for (Leftover leftover : form.leftovers(operations.catalog())) {
            remove(leftover);
        }
    }

    private String withLeftovers(OnlineForm form, String state) {
        List<Leftover> left = failureState.ask(asked -> left(form, asked)).orElse(List.of());
        return left.isEmpty()
                ? state
                : OnlineMessages.leaves(state, left.stream().map(Leftover::name).collect(Collectors.joining("; ")));
    }

    private List<Leftover> left(OnlineForm form, Connection asked) {
        return form.leftovers(dialect.introspector().catalog(asked));
    }
}
