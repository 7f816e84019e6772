package io.kmigrate.execution;

import io.kmigrate.backfill.BackfillTable;
import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * An operation that an earlier run began, and that may be done, in part or as a whole: the database tells how far. A run
 * that continues and a command that only asks get the same answer.
 */
final class InFlightOperation {
    private final Step step;
    private final UnfinishedStep began;
    private final Asked asked;

    /** @param began with as many operations done as there are before this one */
    InFlightOperation(Step step, UnfinishedStep began, Asked asked) {
        this.step = step;
        this.began = began;
        this.asked = asked;
    }

    /** Whom to ask, and over which connection. */
    record Asked(Dialect dialect, Connection connection, OnlineSettings online, BackfillTable checkpoints) {
        Catalog catalog() {
            return dialect.introspector().catalog(connection);
        }

        OnlineForm form(Operation operation) {
            return online.form(dialect, operation, catalog());
        }

        /** What the catalog says that remains of an operation. */
        RemainingWork remainder() {
            return new RemainingWork(dialect, catalog(), () -> {
                try {
                    return dialect.introspector().introspect(connection);
                } catch (SQLException failed) {
                    throw new DatabaseException("read the catalog", failed);
                }
            });
        }

        /** Whether a backfill says how far it came. */
        boolean hasCheckpoint(Owner owner) throws SQLException {
            return checkpoints.exists(connection)
                    && checkpoints.find(connection, owner).isPresent();
        }
    }

    /** Whether there is one: a transaction that a script ended can have come to the end of its step. */
    boolean isThere() {
        return began.isInFlight() && place() < step.operations().size();
    }

    ScriptOperation located() {
        return step.operations().get(place());
    }

    /** By its condition. */
    boolean isLeftOut() {
        return Boolean.FALSE.equals(began.decisions().get(place()));
    }

    /** What remains to be done; empty where the database cannot tell. */
    Optional<List<Operation>> remaining() throws SQLException {
        Operation operation = located().operation();
        Optional<Backfill> backfill = operation.inBatches().filter(found -> !found.background());
        if (backfill.isEmpty()) {
            return asked.remainder().of(operation);
        }
        Owner owner = BackfillSteps.owner(began, step, place() + 1, backfill.get());
        return asked.hasCheckpoint(owner) ? Remaining.again(operation) : Remaining.UNKNOWN;
    }

    /** Whether a run continues without being told what is done. */
    boolean isKnown() throws SQLException {
        return isLeftOut()
                || asked.form(located().operation()).isInParts()
                || remaining().isPresent();
    }

    private int place() {
        return began.operationsDone();
    }
}
