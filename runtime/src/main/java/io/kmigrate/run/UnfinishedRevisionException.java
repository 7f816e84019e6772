package io.kmigrate.run;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.history.UnfinishedStep;

/** A revision is half done, and what was asked for would leave it so. Nothing was changed. */
public final class UnfinishedRevisionException extends MigrationException {
    private final String revision;

    UnfinishedRevisionException(UnfinishedStep unfinished, boolean hasScript) {
        super(Problem.of(
                "unfinished-revision",
                "revision " + unfinished.label() + " is half "
                        + (unfinished.direction().equals("up") ? "applied" : "undone") + ": of "
                        + unfinished.seal().operations().size() + " operations "
                        + unfinished.operationsDone() + " are done"
                        + (unfinished.isInFlight() ? " and one may be" : "")
                        + (hasScript ? "" : "; no script has it any more"),
                hasScript
                        ? "`migrate resume` goes on with it; `migrate resolve " + unfinished.revision()
                                + "` says that it was finished, or undone, by hand"
                        : "bring its script back, or finish by hand and say so with `migrate resolve "
                                + unfinished.revision() + "`"));
        this.revision = unfinished.revision();
    }

    /** The full id. */
    public String revision() {
        return revision;
    }
}
