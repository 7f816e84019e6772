package io.kmigrate.execution;

import io.kmigrate.backfill.BackfillRunner;
import io.kmigrate.backfill.BackfillRunner.Helpers;
import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillTables;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionSettings.Scope;
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.operation.Backfill;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Backfills as operations of a step that commits several times. */
final class BackfillSteps {
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final Session session;
    private final SessionKeeper keeper;
    private final BackfillTables tables;
    private final ExecutionListener listener;
    private final UnaryOperator<String> mask;
    private final Helpers helpers;

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

    void forget(Owner owner) throws SQLException {
        Optional<Checkpoint> found = find(owner);
        if (found.isPresent()) {
            tables.checkpoints().remove(connection.jdbc(), found.get());
        }
    }

    /** Runs what is left of a backfill. */
    BackfillRunner runner(OperationRunner operations, Owner owner, Backfill backfill) throws SQLException {
        Checkpoint found = find(owner)
                .orElseThrow(() -> new SQLException(
                        "the checkpoint in " + tables.checkpoints().name() + " is gone"));
        BackfillRunner.Tools tools = new BackfillRunner.Tools(
                dialect,
                connection,
                session,
                tables.checkpoints(),
                tables.errors(),
                work -> keeper.aside(Scope.TRANSACTION, work::run),
                progress -> listener.on(new BackfillAdvanced(progress)),
                operations.sqlCheck(),
                mask,
                helpers);
        return new BackfillRunner(tools, backfill, found);
    }
}
