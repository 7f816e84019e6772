package io.kmigrate.execution;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SavepointStatements;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.execution.ExecutionEvent.RepeatableFinished;
import io.kmigrate.execution.ExecutionEvent.RepeatableStarted;
import io.kmigrate.execution.ExecutionEvent.RepeatableStatement;
import io.kmigrate.failure.HiddenCause;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.failure.Secrets;
import io.kmigrate.message.RepeatableMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.Repeatable.Kind;
import io.kmigrate.repeatable.RepeatableGraph;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.repeatable.RepeatableStep.Action;
import io.kmigrate.repeatable.RepeatableStep.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes the objects that follow their text. Each is a transaction of its own, with its row of the history. Its row
 * says that it is gone before it is: a run that is stopped anywhere leaves to the next one what it has not done.
 */
final class RepeatableRun {
    /**
     * What a run has one of each.
     *
     * @param isTogether all is part of one transaction, which somebody else ends
     */
    record Tools(
            Dialect dialect,
            Connection connection,
            Session session,
            RepeatableRecorder recorder,
            ExecutionListener listener,
            Secrets secrets,
            boolean isTogether) {}

    private final RepeatablePlan plan;
    private final Tools tools;
    private final Dialect dialect;
    private final Map<String, Repeatable> present = new LinkedHashMap<>();
    private @Nullable String currentSql;

    RepeatableRun(RepeatablePlan plan, Tools tools) {
        this.plan = plan;
        this.tools = tools;
        this.dialect = tools.dialect();
        plan.present().forEach(object -> present.put(object.key(), object));
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** Drops what is in the way of the revisions, or is no longer declared. */
    void before() throws SQLException {
        for (RepeatableStep step : plan.before()) {
            tell(step, () -> {
                try {
                    inTransaction(step.operation(), () -> drop(step.object(), step.operation(), event(step)));
                } catch (SQLException | MigrationException refused) {
                    throw failure(
                            step,
                            RepeatableMessages.notDropped(step.object().key()),
                            refused,
                            RepeatableMessages.nothingDone());
                }
            });
        }
    }

    private static Event event(RepeatableStep step) {
        return step.action() == Action.SET_ASIDE ? Event.SET_ASIDE : Event.DROPPED;
    }

    /**
     * Makes again what was dropped, as it was, because the revisions failed, and the privileges that went with it. What
     * cannot be made stays for the next run.
     */
    void putBack(Throwable failed) {
        RepeatableGraph graph = new RepeatableGraph(plan.present());
        List<String> gone = plan.before().stream()
                .filter(step -> step.action() != Action.FORGET)
                .map(step -> step.object().key())
                .filter(key -> !present.containsKey(key))
                .toList();
        List<Repeatable> lost = graph.ordered(graph.withDependents(gone)).stream()
                .filter(object -> gone.contains(object.key()) || goesWithOthers(object))
                .toList();
        for (Repeatable object : lost) {
            RepeatableStep step = new RepeatableStep(Action.APPLY, object, Reason.DEPENDENCY, "", null);
            try {
                inTransaction(step.operation(), () -> make(step, plan.rowsBefore()));
            } catch (SQLException | RuntimeException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }
    }

    /** A database takes a privilege away together with its object, and so it can be with SQL that does not say how. */
    private static boolean goesWithOthers(Repeatable object) {
        return object.kind() == Kind.GRANT
                || (object.kind() == Kind.SQL && object.removal().isEmpty());
    }

    /**
     * Makes all that is to be there. One that the database refuses keeps only those from being made that need it.
     *
     * @throws MigrationException naming every one that it refused
     */
    void after() throws SQLException {
        noteFound();
        RepeatableGraph graph = new RepeatableGraph(
                plan.after().stream().map(RepeatableStep::object).toList());
        Set<String> blocked = new LinkedHashSet<>();
        List<Problem> problems = new ArrayList<>();
        Exception cause = null;
        for (RepeatableStep step : plan.after()) {
            if (blocked.contains(step.object().key())) {
                continue;
            }
            try {
                tell(step, () -> inTransaction(step.operation(), () -> make(step, plan.rowsAfter())));
            } catch (SQLException | MigrationException refused) {
                MigrationException failure = failure(
                        step,
                        RepeatableMessages.failed(step.object().key()),
                        refused,
                        tools.isTogether() ? RepeatableMessages.allRolledBack() : RepeatableMessages.restIsKept());
                if (tools.isTogether()) {
                    throw failure;
                }
                problems.addAll(failure.problems());
                cause = cause == null ? refused : cause;
                blocked.addAll(graph.withDependents(List.of(step.object().key())));
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, hidden(cause));
        }
        if (!plan.files().isEmpty()) {
            inTransaction(Optional.empty(), () -> tools.recorder().files(plan.files(), plan.rowsAfter()));
        }
    }

    /** Objects that somebody else made, and that are about to be replaced: how they were, nobody knows later. */
    private void noteFound() throws SQLException {
        List<Repeatable> fresh = plan.after().stream()
                .filter(step -> step.reason() == Reason.NEW)
                .map(RepeatableStep::object)
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        List<Repeatable> found = new ExistingObjects(dialect, tools.connection()).among(fresh);
        for (Repeatable object : found) {
            inTransaction(Optional.empty(), () -> tools.recorder().object(Event.FOUND, object, "", plan.rowsAfter()));
        }
    }

    private void tell(RepeatableStep step, Work work) throws SQLException {
        Instant started = Instant.now();
        tools.listener().on(new RepeatableStarted(step));
        work.run();
        tools.listener().on(new RepeatableFinished(step, Duration.between(started, Instant.now())));
    }

    private void inTransaction(Optional<Operation> operation, Work work) throws SQLException {
        currentSql = null;
        if (tools.isTogether()) {
            work.run();
        } else {
            Transaction.run(tools.session(), operation.stream().toList(), work::run);
        }
    }

    /** The row comes first: where a statement commits by itself, it commits the row, too. */
    private void drop(Repeatable object, Optional<Operation> removal, Event event) throws SQLException {
        tools.recorder().object(event, object, "", plan.rowsAfter());
        if (removal.isPresent()) {
            send(object, removal.get());
        }
        present.remove(object.key());
    }

    private void make(RepeatableStep step, List<String> rows) throws SQLException {
        Repeatable object = step.object();
        if (dialect.capabilities().transactionalDdl()) {
            makeInPlace(object);
        } else {
            send(object, object.creation());
        }
        tools.recorder().object(Event.APPLIED, object, step.file(), rows);
        present.put(object.key(), object);
    }

    /** A database that cannot replace it while others need it gets it made from nothing, and they come later. */
    private void makeInPlace(Repeatable object) throws SQLException {
        SavepointStatements savepoint = dialect.sessions().savepoint("kmigrate_repeatable");
        Statements.execute(tools.connection(), savepoint.set());
        try {
            send(object, object.creation());
        } catch (SQLException refused) {
            Statements.execute(tools.connection(), savepoint.rollback());
            if (!present.containsKey(object.key()) || object.removal().isEmpty()) {
                throw refused;
            }
            String sql = currentSql;
            if (!isMadeAgain(object)) {
                currentSql = sql;
                throw refused;
            }
        }
        if (!savepoint.release().isEmpty()) {
            Statements.execute(tools.connection(), savepoint.release());
        }
    }

    /** False where that fails as well: then the first refusal tells more. */
    private boolean isMadeAgain(Repeatable object) {
        try {
            RepeatableGraph graph = new RepeatableGraph(present.values());
            List<Repeatable> dependents = new ArrayList<>(graph.ordered(graph.withDependents(List.of(object.key()))));
            Collections.reverse(dependents);
            for (Repeatable dependent : dependents) {
                boolean isItself = dependent.key().equals(object.key());
                if (isItself || isDroppedWith(dependent)) {
                    drop(dependent, dependent.removal(), Event.SET_ASIDE);
                }
            }
            send(object, object.creation());
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    /** Only what this run makes again later. */
    private boolean isDroppedWith(Repeatable dependent) {
        return dependent.removal().isPresent()
                && plan.after().stream().anyMatch(step -> step.object().key().equals(dependent.key()));
    }

    private void send(Repeatable object, Operation operation) throws SQLException {
        List<String> rendered = dialect.render(operation, dialect.introspector().catalog(tools.connection()));
        if (operation.isOpaque()) {
            new TransactionCheck(dialect).problem(rendered, true).ifPresent(problem -> {
                throw problem.exception();
            });
        }
        for (String sql : rendered) {
            for (String statement : operation.isOpaque() ? dialect.split(sql) : List.of(sql)) {
                currentSql = statement;
                tools.listener()
                        .on(new RepeatableStatement(
                                new RepeatableStep(Action.APPLY, object, Reason.CHANGED, "", null), statement));
                Statements.execute(tools.connection(), statement);
            }
        }
    }

    private MigrationException failure(RepeatableStep step, Problem what, Exception refused, String state) {
        if (refused instanceof MigrationException ours && currentSql == null) {
            return ours;
        }
        Problem problem = what.at(step.location())
                .with(DatabaseWords.facts(refused)
                        .withSql(currentSql)
                        .withState(state)
                        .masked(tools.secrets()::hidden));
        return new MigrationException(List.of(problem), hidden(refused));
    }

    private @Nullable Exception hidden(@Nullable Exception cause) {
        return cause == null ? null : (Exception) HiddenCause.of(cause, tools.secrets()::hidden);
    }
}
