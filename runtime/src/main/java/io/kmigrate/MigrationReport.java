package io.kmigrate;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.execution.ExecutionEvent;
import io.kmigrate.plan.Direction;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.run.RunResult;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a command did.
 *
 * @param steps in the order they ran; none when there was nothing to do
 * @param repeatables the objects that follow their text and were changed, in the order of the run
 * @param revisions the version rows left in the table, sorted
 * @param takenOver what was taken over from another tool before anything ran; null for nothing
 */
@API(status = STABLE, since = "0.1")
public record MigrationReport(
        List<StepReport> steps,
        List<RepeatableReport> repeatables,
        List<String> revisions,
        @Nullable TakenOver takenOver) {
    public MigrationReport {
        steps = List.copyOf(steps);
        repeatables = List.copyOf(repeatables);
        revisions = List.copyOf(revisions);
    }

    static MigrationReport of(RunResult result) {
        List<StepReport> steps = result.steps().stream()
                .map(finished -> new StepReport(
                        finished.step().revision().id(),
                        finished.step().direction(),
                        finished.step().revision().message(),
                        finished.duration()))
                .toList();
        List<RepeatableReport> repeatables = result.repeatables().stream()
                .map(finished -> new RepeatableReport(
                        finished.step().object().key(), finished.step().action(), finished.duration()))
                .toList();
        ExecutionEvent.TakenOver taken = result.takenOver();
        return new MigrationReport(
                steps,
                repeatables,
                result.rows(),
                taken == null ? null : new TakenOver(taken.tool(), taken.revisions()));
    }

    /** Of a command that changed nothing but version rows. */
    public MigrationReport(List<StepReport> steps, List<String> revisions) {
        this(steps, List.of(), revisions, null);
    }

    /** Whether nothing was run. */
    public boolean isEmpty() {
        return steps.isEmpty() && repeatables.isEmpty() && takenOver == null;
    }

    /** A revision that was applied or reverted. */
    public record StepReport(String revision, Direction direction, String message, Duration duration) {}

    /** A database of another tool, with the version rows that stand for what it had applied. */
    public record TakenOver(String tool, List<String> revisions) {
        public TakenOver {
            revisions = List.copyOf(revisions);
        }
    }

    /** An object that follows its text, such as {@code view active_users}, and what was done about it. */
    public record RepeatableReport(String object, RepeatableStep.Action action, Duration duration) {}
}
