package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.ExecutionEvent.RepeatableFinished;
import io.kmigrate.execution.ExecutionEvent.RepeatableStarted;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.VersionTable;
import io.kmigrate.message.RepeatableMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.LostObjects;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
            VersionTable versionTable,
            ExecutionListener listener,
            Secrets secrets,
            boolean isTogether) {}

    private final RepeatablePlan plan;
    private final Tools tools;
    private final RepeatableMaker maker;
    private final RepeatableRefusals refusals;

    RepeatableRun(RepeatablePlan plan, Tools tools) {
        this.plan = plan;
        this.tools = tools;
        this.maker = new RepeatableMaker(plan, tools);
        this.refusals = new RepeatableRefusals(tools, plan.rowsAfter());
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** Drops what is in the way of the revisions, or is no longer declared. */
    void before() throws SQLException {
        for (RepeatableStep step : plan.before()) {
            tell(step, () -> {
                try {
                    leave(step);
                } catch (SQLException | MigrationException refused) {
                    throw refusal(
                            step,
                            RepeatableMessages.notDropped(step.object().key()),
                            refused,
                            RepeatableMessages.nothingDone());
                }
            });
        }
    }

    /** One that stays in the database is not missing meanwhile. */
    private void leave(RepeatableStep step) throws SQLException {
        if (step.action() == Action.FORGET && movesOn()) {
            maker.miss(List.of(step.object().key()));
        } else {
            inTransaction(step.operation(), () -> maker.drop(step.object(), step.operation(), event(step)));
        }
    }

    /** Where revisions follow, it is gone for good once they ended: until then it is missing. */
    private Event event(RepeatableStep step) {
        return isForGood(step) && !movesOn() ? Event.DROPPED : Event.SET_ASIDE;
    }

    private boolean isForGood(RepeatableStep step) {
        return plan.after().stream()
                .noneMatch(later -> later.object().key().equals(step.object().key()));
    }

    private boolean movesOn() {
        return !plan.rowsBefore().equals(plan.rowsAfter());
    }

    /** From here on the history says that the database is at the place where they are not wanted. */
    private void noteDropped() throws SQLException {
        if (movesOn()) {
            for (RepeatableStep step : plan.before()) {
                if (isForGood(step)) {
                    inTransaction(
                            Optional.empty(),
                            () -> tools.recorder().object(Event.DROPPED, step.object(), "", plan.rowsAfter()));
                }
            }
        }
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
                .filter(key -> !maker.present().containsKey(key))
                .toList();
        List<Repeatable> lost = graph.ordered(graph.withDependents(gone)).stream()
                .filter(object -> gone.contains(object.key()) || goesWithOthers(object))
                .toList();
        for (Repeatable object : lost) {
            RepeatableStep step = new RepeatableStep(Action.APPLY, object, Reason.DEPENDENCY, "", null);
            try {
                inTransaction(step.operation(), () -> maker.make(step, plan.rowsBefore()));
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
        noteDropped();
        noteFound();
        List<RepeatableStep> steps = wanted();
        maker.expect(steps);
        RepeatableGraph graph =
                new RepeatableGraph(steps.stream().map(RepeatableStep::object).toList());
        Set<String> blocked = new LinkedHashSet<>();
        List<Problem> problems = new ArrayList<>();
        Exception cause = null;
        for (RepeatableStep step : steps) {
            if (blocked.contains(step.object().key())) {
                continue;
            }
            try {
                tell(step, () -> inTransaction(step.operation(), () -> make(step)));
            } catch (SQLException | MigrationException refused) {
                MigrationException failure = refusal(
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
            throw new MigrationException(problems, refusals.hidden(cause));
        }
        if (!plan.files().isEmpty()) {
            inTransaction(Optional.empty(), () -> tools.recorder().files(plan.files(), plan.rowsAfter()));
        }
    }

    /** Another tool may have a row for all objects of a file: it is written with the last one of them. */
    private void make(RepeatableStep step) throws SQLException {
        maker.make(step, plan.rowsAfter());
        Map<String, String> present = new LinkedHashMap<>();
        maker.present().forEach((key, object) -> present.put(key, object.checksum()));
        tools.versionTable().applied(tools.connection(), step.object().key(), present);
    }

    /** With those that the revisions have dropped without saying so, as {@code CASCADE} does. */
    private List<RepeatableStep> wanted() throws SQLException {
        Set<String> planned = plan.after().stream()
                .map(step -> step.object().key())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Repeatable> present = maker.present();
        Set<String> standing = new LinkedHashSet<>(present.keySet());
        standing.removeAll(planned);
        if (!movesOn() || !LostObjects.canTell(standing)) {
            return plan.after();
        }
        Set<String> lost = tools.dialect()
                .introspector()
                .objectNames(tools.connection())
                .map(names -> new LostObjects(names).among(standing))
                .orElse(Set.of());
        if (lost.isEmpty()) {
            return plan.after();
        }
        Map<String, RepeatableStep> steps = new LinkedHashMap<>();
        plan.after().forEach(step -> steps.put(step.object().key(), step));
        new RepeatableGraph(present.values())
                .withDependents(lost)
                .forEach(key -> Optional.ofNullable(present.get(key))
                        .ifPresent(object -> steps.putIfAbsent(key, again(object, lost.contains(key)))));
        maker.miss(lost);
        RepeatableGraph all = new RepeatableGraph(
                steps.values().stream().map(RepeatableStep::object).toList());
        return all.order().stream()
                .map(object -> Objects.requireNonNull(steps.get(object.key())))
                .toList();
    }

    private static RepeatableStep again(Repeatable object, boolean isLost) {
        return new RepeatableStep(Action.APPLY, object, isLost ? Reason.MISSING : Reason.DEPENDENCY, "", null);
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
        List<Repeatable> found = new ExistingObjects(tools.dialect(), tools.connection()).among(fresh);
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
        maker.begin();
        if (tools.isTogether()) {
            work.run();
        } else {
            Transaction.run(tools.session(), operation.stream().toList(), work::run);
        }
    }

    private MigrationException refusal(RepeatableStep step, Problem what, Exception refused, String state) {
        return refusals.add(step, what, refused, state, maker.sql());
    }

    /** Writes down what was refused in a transaction that took everything back. */
    void noteRefused(Throwable failed) {
        refusals.note(failed);
    }
}
