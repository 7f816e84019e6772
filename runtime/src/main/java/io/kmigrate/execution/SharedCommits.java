package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SavepointStatements;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.ExecutionEvent.StepFinished;
import io.kmigrate.execution.ExecutionEvent.StepStarted;
import io.kmigrate.operation.Limits;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Revisions that share a commit, where a database is made from nothing: a commit waits for the disk, and for a small
 * revision that takes longer than all the rest. Each is still done or undone by itself, at a savepoint, and none is
 * reported done before the commit. One that fails is undone here and left to the code that runs revisions one by
 * one, which meets the failure again and reports it.
 */
final class SharedCommits {
    /** A transaction that has lasted so long takes no further revision. */
    private static final Duration LONG = Duration.ofMillis(100);

    private final List<Step> steps;
    private final boolean areShared;
    private final Dialect dialect;
    private final Session session;
    private final Connection connection;
    private final StepRunner runner;
    private final HeldEvents events;
    private int alone = -1;

    SharedCommits(
            Plan plan,
            Resumption resumption,
            Hooks hooks,
            Dialect dialect,
            Session session,
            Connection connection,
            StepRunner runner,
            HeldEvents events) {
        this.steps = plan.steps();
        this.areShared = hooks.hook() == StepHook.none()
                && resumption.unfinished().isEmpty()
                && !steps.isEmpty()
                && steps.get(0).rowsBefore().isEmpty();
        this.dialect = dialect;
        this.session = session;
        this.connection = connection;
        this.runner = runner;
        this.events = events;
    }

    /**
     * Runs steps from {@code first} on in one transaction.
     *
     * @return how many are done and committed; 0: the first is to be run by itself
     */
    int run(int first) throws SQLException {
        int end = first;
        while (end < steps.size() && isShared(steps.get(end))) {
            end++;
        }
        if (end - first < 2 || first <= alone) {
            return 0;
        }
        List<StepFinished> done = new ArrayList<>();
        try {
            session.begin(List.of());
            run(first, end, done);
            session.commit();
        } catch (SQLException refused) {
            // Which of them the database minds will show when they run one by one.
            session.rollback();
            alone = first + done.size();
            return 0;
        }
        done.forEach(events::on);
        return done.size();
    }

    private boolean isShared(Step step) {
        return areShared
                && step.direction() == Direction.UP
                && step.transactional()
                && step.options().limits().equals(Limits.NONE)
                && step.operations().stream().map(ScriptOperation::operation).allMatch(dialect::sharesCommit);
    }

    /** Runs steps until one fails or it takes too long. */
    private void run(int first, int end, List<StepFinished> done) throws SQLException {
        long start = System.nanoTime();
        int place = first;
        while (place < end && System.nanoTime() - start < LONG.toNanos()) {
            long stepStart = System.nanoTime();
            if (!isDone(steps.get(place), place + 1)) {
                alone = place;
                break;
            }
            done.add(new StepFinished(steps.get(place), Duration.ofNanos(System.nanoTime() - stepStart)));
            place++;
        }
    }

    /** False when it failed and left nothing. */
    private boolean isDone(Step step, int number) throws SQLException {
        SavepointStatements savepoint = dialect.sessions().savepoint("kmigrate_revision");
        Statements.execute(connection, savepoint.set());
        try {
            events.hold();
            events.on(new StepStarted(step, number));
            runner.runShared(step);
            events.pass();
            return true;
        } catch (SQLException | RuntimeException failed) {
            Statements.execute(connection, savepoint.rollback());
            return false;
        } finally {
            events.forget();
            Statements.execute(connection, savepoint.release());
        }
    }
}
