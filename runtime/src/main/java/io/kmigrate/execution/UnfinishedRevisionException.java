package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.Step;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A revision is unfinished, and it would stay so, or its script was edited in the part that is done. Nothing
 * was changed.
 */
@API(status = STABLE, since = "0.1")
public final class UnfinishedRevisionException extends MigrationException {
    private final String revision;

    private UnfinishedRevisionException(String revision, Problem problem) {
        super(problem);
        this.revision = revision;
    }

    /** What was asked for does not continue it. */
    public static UnfinishedRevisionException inTheWay(UnfinishedStep unfinished) {
        return of(unfinished, true);
    }

    /** No script has the revision any more. */
    public static UnfinishedRevisionException withoutScript(UnfinishedStep unfinished) {
        return of(unfinished, false);
    }

    private static UnfinishedRevisionException of(UnfinishedStep unfinished, boolean hasScript) {
        RunMessages.Progress progress = new RunMessages.Progress(
                unfinished.operationsDone(),
                unfinished.digest().operations().size(),
                unfinished.isInFlight(),
                hasScript);
        return new UnfinishedRevisionException(
                unfinished.revision(),
                unfinished.direction().equals("up")
                        ? RunMessages.unfinishedUpgrade(unfinished.label(), unfinished.revision(), progress)
                        : RunMessages.unfinishedDowngrade(unfinished.label(), unfinished.revision(), progress));
    }

    /**
     * Throws unless what was begun is what the step begins with. Operations that have not begun may be edited,
     * which is how a failing one is fixed. The history holds no secrets, so they are compared without.
     */
    static void refuseEdited(Step step, UnfinishedStep unfinished, Secrets secrets) {
        List<String> then = secrets.hiddenInLines(unfinished.digest().operations());
        int begun = Math.min(then.size(), unfinished.operationsDone() + (unfinished.isInFlight() ? 1 : 0));
        List<String> now = secrets.hiddenInLines(step.digestOfOperations().operations());
        if (begun > now.size() || !then.subList(0, begun).equals(now.subList(0, begun))) {
            String operations =
                    StepProgress.of(then.subList(0, begun), unfinished.operationsDone(), unfinished.isInFlight());
            throw new UnfinishedRevisionException(
                    step.revision().id(),
                    RunMessages.unfinishedEdited(
                                    step.revision().label(), step.revision().id(), begun, operations)
                            .at(step.revision().location()));
        }
    }

    /** The full id. */
    public String revision() {
        return revision;
    }
}
