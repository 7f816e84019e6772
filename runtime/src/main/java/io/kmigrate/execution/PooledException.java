package io.kmigrate.execution;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;

/**
 * A revision commits several times, and the connection goes through a pool of transactions, where no lock
 * holds from one to the next. Nothing ran.
 */
public final class PooledException extends MigrationException {
    /** Throws unless every step of the plan is one transaction. */
    static void refuse(Plan plan, Sessions sessions, Resumption resumption) {
        if (!sessions.isPooled()) {
            return;
        }
        for (Step step : plan.steps()) {
            String obstacle = OneTransaction.obstacle(step, sessions.dialect(), resumption);
            if (obstacle != null) {
                throw new PooledException(step, obstacle);
            }
        }
    }

    /** Throws when a half-applied revision would be undone. */
    static void refuseUndo(Step step, Sessions sessions) {
        if (sessions.isPooled()) {
            throw new PooledException(step, "is half done");
        }
    }

    private PooledException(Step step, String why) {
        super(new Problem(
                ErrorCode.POOLED,
                "revision " + step.revision().label() + " cannot run with pooled = true: it " + why
                        + ", and the pool keeps no lock from one transaction to the next",
                step.revision().path() == null
                        ? null
                        : Location.of(step.revision().path()),
                "run this revision with pooled = false and a URL that leads to the database itself, not to the pool"));
    }
}
