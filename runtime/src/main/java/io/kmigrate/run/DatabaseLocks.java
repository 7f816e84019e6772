package io.kmigrate.run;

import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.dialect.RowLock;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.execution.ExecutionEvent.LockAwaited;
import io.kmigrate.execution.Sessions;
import io.kmigrate.lock.LockWait;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.message.UnsupportedRunMessages;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The locks that keep other migrators from a database, as its kind and the connection allow them. */
final class DatabaseLocks {
    private final RunSettings settings;
    private final Connection jdbc;
    private final Sessions sessions;
    private final DataSource lockSource;
    private final Runnable prepareAgain;
    private @Nullable MigrationLock held;

    /**
     * @param lockSource gives the connection that a lock is held on
     * @param prepareAgain what a session needs once no pool can be in between
     */
    DatabaseLocks(
            RunSettings settings, Connection jdbc, Sessions sessions, DataSource lockSource, Runnable prepareAgain) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.lockSource = lockSource;
        this.prepareAgain = prepareAgain;
    }

    /**
     * Waits for the lock, and holds it until the result is closed. That finds a pool of transactions, which may be in
     * between until then. Where one is declared, each transaction takes the lock by itself, so nothing is held here.
     */
    OpenDatabase.HeldLock take() {
        OpenDatabase.HeldLock own = ownLock();
        Predecessor before = settings.predecessor();
        return before == null || !before.isWritten() ? own : withOther(own, before);
    }

    /** The same, and the lock of the tool whose table is read or written. */
    OpenDatabase.HeldLock takeWith(Predecessor before) {
        return withOther(ownLock(), before);
    }

    private OpenDatabase.HeldLock withOther(OpenDatabase.HeldLock own, Predecessor before) {
        try {
            Optional<MigrationLock> other =
                    before.lock(new Predecessor.Place(jdbc, lockSource, sessions.dialect(), ProcessAuthor.asHolder()));
            if (other.isEmpty()) {
                return own;
            }
            if (sessions.isPooled()) {
                throw ImportMessages.noPool(before.tool()).exception();
            }
            MigrationLock lock = other.get();
            LockWait.acquire(
                    lock,
                    jdbc,
                    settings.lockTimeout(),
                    holder -> settings.listener().on(new LockAwaited(holder)));
            return () -> {
                try (own) {
                    lock.close();
                }
            };
        } catch (RuntimeException notWon) {
            own.close();
            throw notWon;
        }
    }

    private OpenDatabase.HeldLock ownLock() {
        boolean isShared = sessions.dialect().locking().isShared(jdbc);
        if (sessions.isPooled()) {
            if (!isShared) {
                throw SessionControl.noPool(sessions.dialect().name());
            }
            return () -> {};
        }
        MigrationLock lock = isShared ? migrationLock() : rowLock();
        try {
            LockWait.acquire(
                    lock,
                    jdbc,
                    settings.lockTimeout(),
                    holder -> settings.listener().on(new LockAwaited(holder)));
            prepareAgain.run();
            held = lock;
            return held(lock);
        } catch (RuntimeException notWon) {
            lock.close();
            throw notWon;
        }
    }

    /** The lock of a session, to be tried; empty where another kind is used, which would leave a trace. */
    Optional<MigrationLock> ofSession() {
        boolean isOfSession =
                !sessions.isPooled() && sessions.dialect().locking().isShared(jdbc);
        return isOfSession ? Optional.of(migrationLock()) : Optional.empty();
    }

    /** On the caller's own connection a question would wait for the statement that runs. */
    private OpenDatabase.HeldLock held(MigrationLock lock) {
        if (settings.connection() != null) {
            return lock::close;
        }
        LockHeartbeat heartbeat = LockHeartbeat.start(lock, jdbc, settings.warnings());
        return () -> {
            heartbeat.close();
            lock.close();
        };
    }

    /** The lock of a session, or of the transaction that encloses this one; not tried yet. */
    MigrationLock migrationLock() {
        String table = settings.versionTable().toString();
        if (sessions.isEnclosed()) {
            return sessions.dialect().locking().enclosedLock(lockSource, table);
        }
        if (settings.connection() != null && !sessions.dialect().locking().locksOnSameConnection()) {
            throw noSingleConnection();
        }
        return sessions.dialect().locking().lock(lockSource, table);
    }

    private UnsupportedOperationByDialectException noSingleConnection() {
        return new UnsupportedOperationByDialectException(
                UnsupportedRunMessages.lockOnSingleConnection(sessions.dialect().name()));
    }

    /** For a server whose nodes share no lock. It is renewed beside the work. */
    private MigrationLock rowLock() {
        if (settings.connection() != null) {
            throw noSingleConnection();
        }
        return new RowLock(
                sessions.dialect(),
                lockSource,
                settings.versionTable(),
                ProcessAuthor::asHolder,
                LockHeartbeat.lease());
    }

    /** Once the lock is held, it goes with each transaction. */
    Sessions fenced() {
        return held == null ? sessions : Sessions.fenced(sessions, held);
    }

    /** Keeps others from running the same backfill. Migrations go on beside it. */
    MigrationLock backfillLock(Checkpoint row) {
        return sessions.dialect().locking().lock(lockSource, settings.versionTable() + " backfill " + row.id());
    }
}
