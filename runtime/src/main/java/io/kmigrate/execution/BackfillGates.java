package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillTable;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.backfill.FirstBatch;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Looks which steps of a plan wait for a backfill that is not done. It changes nothing. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillGates {
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final BackfillTable table;

    public BackfillGates(Dialect dialect, MigrationConnection connection, BackfillTable table) {
        this.dialect = dialect;
        this.connection = connection;
        this.table = table;
    }

    private record Registered(Step step, Backfill backfill) {}

    /** Those that stop the plan, in its order. A plan that waits for nothing costs no query. */
    public List<BackfillGate> of(Plan plan) throws SQLException {
        List<BackfillGate> gates = new ArrayList<>();
        Map<String, Registered> before = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            for (ScriptOperation located : step.operations()) {
                Optional<Backfill> backfill = located.operation().inBatches();
                backfill.ifPresent(found -> before.put(found.name(), new Registered(step, found)));
                Optional<String> required = located.operation().requiredBackfill();
                if (required.isPresent() && step.direction() == Direction.UP) {
                    gate(step, located, required.get(), before.get(required.get()))
                            .ifPresent(gates::add);
                }
            }
        }
        return gates;
    }

    private Optional<BackfillGate> gate(
            Step step, ScriptOperation located, String name, @Nullable Registered registered) throws SQLException {
        Optional<Problem> problem = registered == null ? open(step, name) : ofPlan(step, registered);
        Step by = registered == null ? null : registered.step();
        return problem.map(found -> new BackfillGate(step, name, by, found.at(located.location())));
    }

    /** The plan itself registers it, and does all of it where the table is small. */
    private Optional<Problem> ofPlan(Step step, Registered registered) throws SQLException {
        if (!registered.backfill().background() || !isLarge(registered.backfill())) {
            return Optional.empty();
        }
        String label = step.revision().label();
        String name = registered.backfill().name();
        Step by = registered.step();
        return Optional.of(
                by.equals(step)
                        ? BackfillMessages.waitsForItself(label, name)
                        : BackfillMessages.registeredHere(
                                label,
                                name,
                                by.revision().label(),
                                by.revision().id()));
    }

    /** A table that is not there yet, or that nothing can go through, is for the step itself to find. */
    private boolean isLarge(Backfill backfill) throws SQLException {
        try {
            return new FirstBatch(backfill, dialect, connection, sql -> {}).isNotWhole();
        } catch (MigrationException unknown) {
            return false;
        }
    }

    /** What the database says of one that it has. */
    Optional<Problem> open(Step step, String name) throws SQLException {
        Optional<Checkpoint> found = table.exists(connection.jdbc()) ? newest(name) : Optional.empty();
        String label = step.revision().label();
        if (found.map(Checkpoint::state).filter(BackfillState.DONE::equals).isEmpty()) {
            String standing = found.map(BackfillGates::described).orElse("");
            return Optional.of(BackfillMessages.pending(label, name, standing));
        }
        return found.filter(done -> done.skipped() > 0)
                .map(done -> BackfillMessages.failedRows(label, name, done.skipped()));
    }

    /** With what workers have done of ranges. */
    private Optional<Checkpoint> newest(String name) throws SQLException {
        return table.readWhole(connection.jdbc()).stream()
                .filter(row -> row.owner().name().equals(name)
                        && row.owner().direction().equals("up"))
                .reduce((older, newer) -> newer);
    }

    private static String described(Checkpoint row) {
        return BackfillMessages.standing(row.state().text(), row.rows(), row.expected());
    }
}
