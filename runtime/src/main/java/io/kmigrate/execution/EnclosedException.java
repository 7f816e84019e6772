package io.kmigrate.execution;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;

/**
 * A revision would have to commit, and the connection is inside a transaction of the application's, which is
 * not ours to end. Nothing ran.
 */
public final class EnclosedException extends MigrationException {
    /** Throws unless the plan can be part of somebody's transaction. */
    static void refuse(Plan plan, Sessions sessions, Resumption resumption) {
        if (!sessions.isEnclosed()) {
            return;
        }
        for (Step step : plan.steps()) {
            String obstacle = OneTransaction.obstacle(step, sessions.dialect(), resumption);
            if (obstacle != null) {
                throw new EnclosedException(step, obstacle);
            }
        }
    }

    /** Throws when a half-applied revision would be undone. */
    static void refuseUndo(Step step, Sessions sessions) {
        if (sessions.isEnclosed()) {
            throw new EnclosedException(step, "is half done");
        }
    }

    private EnclosedException(Step step, String why) {
        super(new Problem(
                ErrorCode.ENCLOSED,
                "revision " + step.revision().label() + " cannot run inside a transaction of the application's: it "
                        + why,
                step.revision().path() == null
                        ? null
                        : Location.of(step.revision().path()),
                "give the migrator a connection in autocommit mode, or a dataSource"));
    }
}
