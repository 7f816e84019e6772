package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.Continuation;
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

    /** No script has the revision any more. */
    public static UnfinishedRevisionException withoutScript(UnfinishedStep unfinished) {
        return inTheWay(unfinished, Continuation.NO_SCRIPT);
    }

    /** What was asked for does not continue it. */
    public static UnfinishedRevisionException inTheWay(UnfinishedStep unfinished, Continuation continuation) {
        Fix fix = continuation.fix(unfinished.revision(), unfinished.operationsDone() + 1);
        RunMessages.Progress progress = new RunMessages.Progress(
                unfinished.operationsDone(),
                unfinished.digest().operations().size(),
                unfinished.isInFlight(),
                continuation != Continuation.NO_SCRIPT);
        return new UnfinishedRevisionException(
                unfinished.revision(),
                unfinished.direction().equals("up")
                        ? RunMessages.unfinishedUpgrade(unfinished.label(), progress, fix)
                        : RunMessages.unfinishedDowngrade(unfinished.label(), progress, fix));
    }

    /**
     * Throws unless what was begun is what the step begins with. Operations that have not begun may be edited,
     * which is how a failing one is fixed. The history holds no secrets, so they are compared without.
     */
    static void refuseEdited(Step step, UnfinishedStep unfinished, Secrets secrets) {
        if (isEdited(step, unfinished, secrets)) {
            List<String> then = then(unfinished, secrets);
            int begun = begun(then, unfinished);
            String operations =
                    StepProgress.of(then.subList(0, begun), unfinished.operationsDone(), unfinished.isInFlight());
            throw new UnfinishedRevisionException(
                    step.revision().id(),
                    RunMessages.unfinishedEdited(
                                    step.revision().label(), step.revision().id(), begun, operations)
                            .at(step.revision().location()));
        }
    }

    /** Whether what was begun is not what the step begins with. */
    static boolean isEdited(Step step, UnfinishedStep unfinished, Secrets secrets) {
        List<String> then = then(unfinished, secrets);
        int begun = begun(then, unfinished);
        List<String> now = secrets.hiddenInLines(step.digestOfOperations().operations());
        return begun > now.size() || !then.subList(0, begun).equals(now.subList(0, begun));
    }

    private static List<String> then(UnfinishedStep unfinished, Secrets secrets) {
        return secrets.hiddenInLines(unfinished.digest().operations());
    }

    private static int begun(List<String> then, UnfinishedStep unfinished) {
        return Math.min(then.size(), unfinished.operationsDone() + (unfinished.isInFlight() ? 1 : 0));
    }

    /** The full id. */
    public String revision() {
        return revision;
    }
}
