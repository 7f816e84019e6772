package io.kmigrate.backfill;

import io.kmigrate.backfill.BackfillTools.Writing;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Moves the checkpoint of a run, and ends its transactions. A batch is kept with its checkpoint, or not at all. */
final class Commits {
    private final BackfillTools tools;
    private final Backfill backfill;
    private Checkpoint checkpoint;

    Commits(BackfillTools tools, Backfill backfill, Checkpoint found) {
        this.tools = tools;
        this.backfill = backfill;
        this.checkpoint = found;
    }

    /** As it was read, or committed last. */
    Checkpoint checkpoint() {
        return checkpoint;
    }

    void begin() throws SQLException {
        tools.session().begin(List.of());
    }

    void rollback(Exception failed) {
        try {
            tools.session().rollback();
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    void write(Checkpoint next) throws SQLException {
        inTransaction(() -> commit(next));
    }

    void inTransaction(Writing work) throws SQLException {
        begin();
        try {
            work.run();
        } catch (SQLException | RuntimeException failed) {
            rollback(failed);
            throw failed;
        }
    }

    /** Moves the checkpoint and ends the transaction that is open. */
    void commit(Checkpoint next) throws SQLException {
        boolean[] isMoved = new boolean[1];
        tools.bookkeeping()
                .run(() -> isMoved[0] = tools.table().move(tools.connection().jdbc(), checkpoint, next));
        if (!isMoved[0]) {
            tools.session().rollback();
            throw stopped();
        }
        try {
            tools.session().commit();
        } catch (SQLException unknown) {
            tools.session().rollback();
            if (!isCommitted(next)) {
                throw unknown;
            }
        }
        checkpoint = next;
    }

    /** A failed commit may have been one that succeeded. */
    private boolean isCommitted(Checkpoint next) throws SQLException {
        return tools.table()
                .find(tools.connection().jdbc(), next.id())
                .filter(found -> found.batch() == next.batch())
                .isPresent();
    }

    /** Why the checkpoint is not what it was. */
    MigrationException stopped() throws SQLException {
        Optional<Checkpoint> found = tools.table().find(tools.connection().jdbc(), checkpoint.id());
        return found.filter(now -> now.state() == BackfillState.PAUSED || now.state() == BackfillState.CANCELLED)
                .map(now ->
                        BackfillMessages.stopped(backfill.name(), (now.state().text() + " " + now.note()).strip()))
                .orElseGet(() -> BackfillMessages.takenOver(backfill.name()))
                .exception();
    }
}
