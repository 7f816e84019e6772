package io.kmigrate.execution;

import io.kmigrate.backfill.BackfillCheck;
import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillTable;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.backfill.FirstBatch;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Footprint;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Backfills that a step registers and does not run, and steps that wait for the end of one. */
final class BackgroundBackfills {
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final BackfillTable table;
    private final BackfillGates gates;

    BackgroundBackfills(Dialect dialect, MigrationConnection connection, BackfillTable table) {
        this.dialect = dialect;
        this.connection = connection;
        this.table = table;
        this.gates = new BackfillGates(dialect, connection, table);
    }

    BackfillTable checkpoints() {
        return table;
    }

    /**
     * Registers a backfill in the transaction that is open. A small table is done at once: a database that is new needs
     * nobody to run anything in the background.
     */
    void register(Step step, int number, Backfill backfill, Consumer<String> sqlCheck) throws Exception {
        Owner owner = new Owner(0, number, step.revision().id(), Recorder.direction(step), backfill.name());
        for (Checkpoint former : table.read(connection.jdbc())) {
            if (isOf(former, owner)) {
                table.remove(connection.jdbc(), former);
            }
        }
        OptionalLong rows = whole(backfill, sqlCheck);
        BackfillState state = rows.isPresent() ? BackfillState.DONE : BackfillState.WAITING;
        table.add(connection.jdbc(), owner, backfill, state);
    }

    /** Rows that fail may be left out: then the work in the background finds them, and none of it is done here. */
    private OptionalLong whole(Backfill backfill, Consumer<String> sqlCheck) throws Exception {
        FirstBatch batch = new FirstBatch(backfill, dialect, connection, sqlCheck);
        if (backfill.pace().skips() == 0) {
            return batch.runWhole();
        }
        execute(dialect.batches().savepoint());
        try {
            return batch.runWhole();
        } catch (Exception failed) {
            if (Causes.first(failed, SQLException.class).isEmpty()) {
                throw failed;
            }
            revert(failed);
            return OptionalLong.empty();
        }
    }

    /** A connection that is lost reverts nothing: then the first failure is the one to tell. */
    private void revert(Exception failed) throws Exception {
        try {
            execute(dialect.batches().rollbackToSavepoint());
        } catch (SQLException lost) {
            failed.addSuppressed(lost);
            throw failed;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.jdbc().createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isOf(Checkpoint row, Owner owner) {
        return row.owner().step() == 0
                && row.owner().revision().equals(owner.revision())
                && row.owner().name().equals(owner.name());
    }

    /** Refuses a plan, before anything of it runs, with a backfill for a table that has no key. */
    void refuseUnfit(Plan plan) throws SQLException {
        List<Operation> before = new ArrayList<>();
        for (Step step : plan.steps()) {
            for (ScriptOperation located : step.operations()) {
                Optional<Backfill> backfill = located.operation().inBatches();
                if (backfill.isPresent() && before.stream().noneMatch(made -> canGiveKey(made, backfill.get()))) {
                    refuseUnfit(located, backfill.get());
                }
                before.add(located.operation());
            }
        }
    }

    private static boolean canGiveKey(Operation made, Backfill backfill) {
        boolean isHarmless = made instanceof AddColumn || made.inBatches().isPresent();
        return !isHarmless && !Footprint.of(made).commutesWith(Footprint.of(backfill));
    }

    private void refuseUnfit(ScriptOperation located, Backfill backfill) throws SQLException {
        try {
            BackfillCheck.require(backfill, dialect, connection.jdbc());
        } catch (MigrationException unfit) {
            throw unfit.problems().get(0).at(located.location()).exception();
        }
    }

    /** Refuses a plan, before anything of it runs, whose steps wait for a backfill that nothing has run to its end. */
    void refusePending(Plan plan) throws SQLException {
        for (BackfillGate gate : gates.of(plan)) {
            if (gate.registeredBy() == null) {
                throw gate.problem().exception();
            }
        }
    }

    /** Whether a step waits for a backfill that is not done. */
    boolean isAwaited(Step step) throws SQLException {
        for (ScriptOperation located : step.operations()) {
            Optional<String> name = located.operation().requiredBackfill();
            if (name.isPresent() && gates.open(step, name.get()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The same once the step is there. */
    void require(Step step, String name) throws SQLException {
        Optional<Problem> open = gates.open(step, name);
        if (open.isPresent()) {
            throw open.get().exception();
        }
    }
}
