package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillTables;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.InFlightOperation.Asked;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Continuation;
import io.kmigrate.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;

/** Tells what it takes to continue steps that earlier runs began, and changes nothing. */
@API(status = INTERNAL, since = "0.1")
public final class Continuations {
    private final Asked asked;
    private final Secrets secrets;

    public Continuations(
            Dialect dialect, Connection connection, OnlineSettings online, BackfillTables backfills, Secrets secrets) {
        this.asked = new Asked(dialect, connection, online, backfills.checkpoints());
        this.secrets = secrets;
    }

    /** As the database is now. */
    public Continuation of(Step step, UnfinishedStep unfinished) throws SQLException {
        if (UnfinishedRevisionException.isEdited(step, unfinished, secrets)) {
            return Continuation.EDITED;
        }
        InFlightOperation operation = new InFlightOperation(step, unfinished, asked);
        return !operation.isThere() || operation.isKnown() ? Continuation.RESUME : Continuation.DECIDE;
    }
}
