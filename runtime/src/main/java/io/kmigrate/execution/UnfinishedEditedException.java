package io.kmigrate.execution;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Outcome;
import io.kmigrate.failure.Problem;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Step;
import java.util.List;

/**
 * A revision is half done, and the half that is done is not what its script says now. Operations that have
 * not begun may be edited, which is how a failing one is mended. Nothing was changed.
 */
public final class UnfinishedEditedException extends MigrationException {
    /** Throws unless what was begun is what the step begins with. */
    static void refuse(Step step, UnfinishedStep unfinished) {
        List<String> then = unfinished.seal().operations();
        int begun = Math.min(then.size(), unfinished.operationsDone() + (unfinished.isInFlight() ? 1 : 0));
        List<String> now = step.sealOfOperations().operations();
        if (begun > now.size() || !then.subList(0, begun).equals(now.subList(0, begun))) {
            throw new UnfinishedEditedException(step, unfinished, begun);
        }
    }

    private UnfinishedEditedException(Step step, UnfinishedStep unfinished, int begun) {
        super(new Problem(
                "unfinished-edited",
                "revision " + step.revision().label() + " is half done, and its script was edited since: its first "
                        + begun + (begun == 1 ? " operation was" : " operations were")
                        + StepProgress.of(
                                unfinished.seal().operations().subList(0, begun),
                                unfinished.operationsDone(),
                                unfinished.isInFlight()),
                step.revision().path() == null
                        ? null
                        : Location.of(step.revision().path()),
                "put those operations back as they were, or finish by hand and say so with `migrate resolve "
                        + step.revision().id() + "`"));
    }

    @Override
    public Outcome outcome() {
        return Outcome.EDITED;
    }
}
