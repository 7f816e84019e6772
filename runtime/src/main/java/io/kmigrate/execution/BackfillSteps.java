package io.kmigrate.execution;

import io.kmigrate.backfill.BackfillRunner;
import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillTable;
import io.kmigrate.backfill.BackfillTables;
import io.kmigrate.backfill.BackfillTools;
import io.kmigrate.backfill.BackfillTools.Helpers;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionSettings.Scope;
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.RunRows;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Backfills as operations of a step that commits several times. */
final class BackfillSteps {
    /** Of no backfill. */
    private static final Owner NONE = new Owner(-1, 0, "", "", "");

    private final Dialect dialect;
    private final MigrationConnection connection;
    private final Session session;
    private final SessionKeeper keeper;
    private final BackfillTables tables;
    private final ExecutionListener listener;
    private final UnaryOperator<String> mask;
    private final Helpers helpers;
    private @Nullable Boolean isThere;

    BackfillSteps(
            Dialect dialect,
            MigrationConnection connection,
            Session session,
            SessionKeeper keeper,
            BackfillTables tables,
            ExecutionListener listener,
            UnaryOperator<String> mask,
            Helpers helpers) {
        this.helpers = helpers;
        this.dialect = dialect;
        this.connection = connection;
        this.session = session;
        this.keeper = keeper;
        this.tables = tables;
        this.listener = listener;
        this.mask = mask;
    }

    /** Makes the runner, or refuses. */
    @FunctionalInterface
    interface Making {
        BackfillRunner make() throws SQLException;
    }

    /** @param number of the operation, 1-based */
    static Owner owner(UnfinishedStep began, Step step, int number, Backfill backfill) {
        return new Owner(began.row(), number, step.revision().id(), Recorder.direction(step), backfill.name());
    }

    BackfillTable checkpoints() {
        return tables.checkpoints();
    }

    /** Whether a backfill has a checkpoint. Without one, where its step says that it began, nobody knows how far it came. */
    boolean hasCheckpoint(Owner owner) throws SQLException {
        return find(owner).isPresent();
    }

    private Optional<Checkpoint> find(Owner owner) throws SQLException {
        return tables.checkpoints().exists(connection.jdbc())
                ? tables.checkpoints().find(connection.jdbc(), owner)
                : Optional.empty();
    }

    /** In the transaction that says that the operation begins: one is there with the other. */
    void open(Owner owner, Backfill backfill) throws SQLException {
        if (find(owner).isEmpty()) {
            tables.checkpoints().add(connection.jdbc(), owner, backfill, BackfillState.RUNNING);
        }
    }

    /** Takes back {@link #open} where no row was changed since: the script may then be corrected. */
    boolean forgetIfNotBegun(Owner owner) throws SQLException {
        Optional<Checkpoint> found = find(owner);
        if (found.isEmpty() || tables.checkpoints().rows(connection.jdbc(), found.get()) > 0) {
            return false;
        }
        tables.checkpoints().remove(connection.jdbc(), found.get());
        return true;
    }

    /**
     * The same for what takes a backfill back: only where that has been, as far as its checkpoint tells.
     *
     * @param done the backfill that is taken back
     */
    void openUndo(Owner owner, Owner done, Backfill backfill) throws SQLException {
        if (find(owner).isPresent()) {
            return;
        }
        Optional<Checkpoint> former = find(done);
        Optional<Checkpoint> part = former.filter(Checkpoint::isPart);
        Checkpoint undo = part.isPresent()
                ? tables.checkpoints().addUndo(connection.jdbc(), owner, part.get(), backfill)
                : tables.checkpoints().add(connection.jdbc(), owner, backfill, BackfillState.RUNNING);
        // An upgrade that goes on must not take it for done.
        if (former.isPresent()) {
            tables.errors().handToUndo(connection.jdbc(), former.get(), undo);
            tables.checkpoints().remove(connection.jdbc(), former.get());
        }
    }

    /** Lets nobody run any more what a downgrade takes back. */
    void cancelBackground(Step step) throws SQLException {
        for (Checkpoint row : background(step)) {
            tables.checkpoints().cancel(connection.jdbc(), row, BackfillMessages.reverted());
        }
    }

    /** Forgets what a downgrade has taken back. */
    void forgetBackground(Step step) throws SQLException {
        for (Checkpoint row : background(step)) {
            forget(row);
        }
        forgetNothing(step.revision().id());
    }

    /** An undo that had nothing to take back is no news. */
    private void forgetNothing(String revision) throws SQLException {
        if (isThere != null && isThere) {
            for (Checkpoint row : tables.checkpoints().read(connection.jdbc())) {
                boolean isUndo = row.owner().revision().equals(revision)
                        && !row.owner().direction().equals("up");
                if (isUndo && row.state() == BackfillState.DONE && row.rows() == 0) {
                    forget(row);
                }
            }
        }
    }

    private void forget(Checkpoint row) throws SQLException {
        if (row.skipped() > 0) {
            tables.errors().forget(connection.jdbc(), row);
        }
        tables.checkpoints().remove(connection.jdbc(), row);
    }

    private List<Checkpoint> background(Step step) throws SQLException {
        return step.direction() == Direction.DOWN
                ? of(step.revision().id()).stream()
                        .filter(row -> row.owner().step() == 0)
                        .toList()
                : List.of();
    }

    /** The backfill that an operation of a downgrade takes back. */
    Owner done(Step step, Backfill backfill) throws SQLException {
        return of(step.revision().id()).stream()
                .map(Checkpoint::owner)
                .filter(owner -> owner.name().equals(backfill.name()))
                .reduce((older, newer) -> newer)
                .orElse(NONE);
    }

    /** Forgets what an upgrade of a revision did, which is taken back. */
    void forget(String revision) throws SQLException {
        for (Checkpoint row : of(revision)) {
            forget(row);
        }
        forgetNothing(revision);
    }

    /** What upgrades of a revision have left. Whether there is a table is looked up once a run. */
    private List<Checkpoint> of(String revision) throws SQLException {
        if (isThere == null || !isThere) {
            isThere = tables.checkpoints().exists(connection.jdbc());
        }
        return isThere
                ? tables.checkpoints().read(connection.jdbc()).stream()
                        .filter(row -> row.owner().revision().equals(revision)
                                && row.owner().direction().equals("up"))
                        .toList()
                : List.of();
    }

    /** Runs what is left of a backfill. */
    BackfillRunner runner(OperationRunner operations, Owner owner, Backfill backfill) throws SQLException {
        Checkpoint found = find(owner)
                .orElseThrow(() -> new SQLException(
                        "the checkpoint in " + tables.checkpoints().name() + " is gone"));
        // Code may change the session in any batch; one statement of SQL does not.
        SessionKeeper.Asides asides = backfill.change() instanceof RunRows ? keeper::aside : keeper.steady();
        BackfillTools tools = new BackfillTools(
                dialect,
                connection,
                session,
                tables.checkpoints(),
                tables.errors(),
                work -> asides.aside(Scope.TRANSACTION, work::run),
                progress -> listener.on(new BackfillAdvanced(progress)),
                operations.sqlCheck(),
                mask,
                helpers);
        return new BackfillRunner(tools, backfill, found);
    }
}
