package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.backfill.BackfillProgress;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.revision.ScriptOperation;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What happens during a run, in the order it happens, on the thread that runs it. */
@API(status = STABLE, since = "0.1")
public sealed interface ExecutionEvent {
    /** Another migrator holds the lock; said once a wait. */
    record LockAwaited(@Nullable String holder) implements ExecutionEvent {}

    /**
     * A run begins.
     *
     * @param isTogether nothing is done before all of it is: a failure undoes every step
     */
    record RunStarted(Plan plan, boolean isTogether) implements ExecutionEvent {}

    /**
     * A step begins.
     *
     * @param number 1-based place of the step in the plan
     */
    record StepStarted(Step step, int number) implements ExecutionEvent {}

    /**
     * An operation begins.
     *
     * @param number 1-based place of the operation in the step
     */
    record OperationStarted(Step step, ScriptOperation operation, int number) implements ExecutionEvent {}

    /**
     * An operation runs in parts that let others work, or could keep others waiting.
     *
     * @param number 1-based place of the operation in the step
     */
    record OnlineChosen(Step step, ScriptOperation operation, int number, OnlineChoice choice)
            implements ExecutionEvent {}

    /**
     * The operation does not run, because the database has not what its guard asks for.
     *
     * @param number 1-based place of the operation in the step
     */
    record OperationLeftOut(Step step, ScriptOperation operation, int number) implements ExecutionEvent {}

    /** A statement is about to be sent. */
    record StatementStarted(Step step, String sql) implements ExecutionEvent {}

    /**
     * How far a file of SQL is read, every few seconds.
     *
     * @param file as the script names it
     * @param characters read so far
     * @param all the characters of the file
     */
    record FileRead(Step step, String file, long characters, long all) implements ExecutionEvent {}

    /** A backfill has committed a batch, or waits. */
    record BackfillAdvanced(BackfillProgress progress) implements ExecutionEvent {}

    /**
     * A statement waits for others. Said on a thread of its own, while the statement waits.
     *
     * @param blockers who holds what it waits for, a line each
     */
    record StatementBlocked(Step step, String sql, List<String> blockers) implements ExecutionEvent {}

    /**
     * Others held a lock too long; the step was rolled back as a whole and starts again.
     *
     * @param attempt 1-based number of the one that failed
     * @param pause how long the run waits before the next
     */
    record StepRetried(Step step, int attempt, Duration pause, String reason) implements ExecutionEvent {}

    /**
     * A step had changed settings of its session, which were put back.
     *
     * @param warning which ones, and what they were
     */
    record SessionChanged(Step step, Problem warning) implements ExecutionEvent {}

    /** The step is committed, except in a dry run; where the run is one transaction, all come at its end. */
    record StepFinished(Step step, Duration duration) implements ExecutionEvent {}

    /** An object that follows its text is about to be changed. */
    record RepeatableStarted(RepeatableStep step) implements ExecutionEvent {}

    /** A statement for it is about to be sent. */
    record RepeatableStatement(RepeatableStep step, String sql) implements ExecutionEvent {}

    /** It is changed, and committed except in a dry run; where the run is one transaction, that comes at its end. */
    record RepeatableFinished(RepeatableStep step, Duration duration) implements ExecutionEvent {}

    /**
     * The run has taken over a database that another tool had migrated.
     *
     * @param revisions the version rows, which it has written
     */
    record TakenOver(String tool, List<String> revisions) implements ExecutionEvent {
        public TakenOver {
            revisions = List.copyOf(revisions);
        }
    }

    record RunFinished(Duration duration) implements ExecutionEvent {}
}
