package io.kmigrate.run;

import io.kmigrate.backfill.BackfillRunner;
import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillStatus;
import io.kmigrate.backfill.BackfillTable;
import io.kmigrate.backfill.BackfillTables;
import io.kmigrate.backfill.BackfillTools;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.execution.BackfillGate;
import io.kmigrate.execution.BackfillGates;
import io.kmigrate.execution.BackfillHelpers;
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Sessions;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Limits;
import io.kmigrate.plan.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The backfills of an open database: how they stand, and what runs one. */
final class DatabaseBackfills {
    private static final Limits BATCH_LIMITS = new Limits(Duration.ofSeconds(5), null);

    private final RunSettings settings;
    private final MigrationConnection connection;
    private final Sessions sessions;
    private final BackfillTables tables;
    private final RunLimits limits;
    private final DatabaseLocks locks;

    DatabaseBackfills(
            RunSettings settings,
            MigrationConnection connection,
            Sessions sessions,
            BackfillTables tables,
            RunLimits limits,
            DatabaseLocks locks) {
        this.settings = settings;
        this.connection = connection;
        this.sessions = sessions;
        this.tables = tables;
        this.limits = limits;
        this.locks = locks;
    }

    /** What people are told of all backfills, the oldest first; nothing without a table. */
    List<BackfillStatus> status() throws SQLException {
        BackfillTable table = tables.checkpoints();
        if (!table.exists(connection.jdbc())) {
            return List.of();
        }
        return table.readWhole(connection.jdbc()).stream()
                .map(row -> isIdle(row) ? row.interrupted() : row.status())
                .toList();
    }

    /** A process that was killed has written nothing, and its lock is free. Where locks are not held, nobody knows. */
    private boolean isIdle(Checkpoint row) {
        boolean isKnown = settings.connection() == null && !sessions.isPooled() && !sessions.isEnclosed();
        if (row.state() != BackfillState.RUNNING || !isKnown) {
            return false;
        }
        try (MigrationLock lock = row.owner().step() == 0 ? locks.backfillLock(row) : locks.migrationLock()) {
            return lock.tryAcquire();
        }
    }

    /** The steps of a plan that wait for a backfill, and stop it. */
    List<BackfillGate> gates(Plan plan) throws SQLException {
        return new BackfillGates(sessions.dialect(), connection, tables.checkpoints()).of(plan);
    }

    /** How backfills stand, the oldest first; none without a table. */
    List<Checkpoint> checkpoints() throws SQLException {
        BackfillTable table = tables.checkpoints();
        return table.exists(connection.jdbc()) ? table.read(connection.jdbc()) : List.of();
    }

    /** One of them as it is now. */
    Optional<Checkpoint> checkpoint(Checkpoint row) throws SQLException {
        return checkpoints().stream().filter(now -> now.id() == row.id()).findFirst();
    }

    /** Writes how one stands, by itself; false where somebody has moved it since. */
    boolean move(Checkpoint before, Checkpoint after) throws SQLException {
        return tables.checkpoints().move(connection.jdbc(), before, after);
    }

    /** What runs a backfill in the background. */
    BackfillRunner runner(Session session, Backfill backfill, Checkpoint row) throws SQLException {
        tables.ensure(connection.jdbc(), List.of(backfill));
        session.limit(settings.limits().over(BATCH_LIMITS));
        TransactionCheck check = new TransactionCheck(sessions.dialect());
        BackfillTools tools = new BackfillTools(
                sessions.dialect(),
                connection,
                session,
                tables.checkpoints(),
                tables.errors(),
                BackfillTools.Writing::run,
                progress -> settings.listener().on(new BackfillAdvanced(progress)),
                sql -> check.problem(sql, true).ifPresent(problem -> {
                    throw problem.exception();
                }),
                limits.secrets()::hidden,
                new BackfillHelpers(sessions, limits));
        return new BackfillRunner(tools, backfill, row);
    }

    /** Kept from everybody else who would run it; not tried yet. */
    MigrationLock lock(Checkpoint row) {
        return locks.backfillLock(row);
    }
}
