package io.kmigrate;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.plan.Direction;
import io.kmigrate.run.RunResult;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a command did.
 *
 * @param steps in the order they ran; none when there was nothing to do
 * @param revisions the version rows left in the table, sorted
 */
@API(status = STABLE, since = "0.1")
public record MigrationReport(List<StepReport> steps, List<String> revisions) {
    public MigrationReport {
        steps = List.copyOf(steps);
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
        return new MigrationReport(steps, result.rows());
    }

    /** A revision that was applied or reverted. */
    public record StepReport(String revision, Direction direction, String message, Duration duration) {}
}
