package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.lock.LockWait;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** How runs on one database get their transactions. */
@API(status = INTERNAL, since = "0.1")
public interface Sessions {
    Dialect dialect();

    Session open(Connection connection) throws SQLException;

    /** Whether each transaction may be another session of the server. */
    boolean isPooled();

    /** Whether all of a run is part of a transaction of the application's. */
    default boolean isEnclosed() {
        return false;
    }

    /** A connection is a session; the caller holds the lock. */
    static Sessions direct(Dialect dialect) {
        return new Direct(dialect);
    }

    /**
     * Behind a pool of transactions. Each takes the lock for itself, so what was read before it began may be
     * out of date: a step that finds other version rows fails with a {@code VersionRowLostException}.
     *
     * @param timeout how long a transaction waits for the lock
     * @param awaited hears who holds it, when it is not free at once
     */
    static Sessions pooled(Dialect dialect, String versionTable, Duration timeout, Consumer<@Nullable String> awaited) {
        return new Pooled(dialect, versionTable, timeout, awaited);
    }

    /**
     * Inside a transaction that the application has begun and will end; the caller holds the lock. A run
     * that fails leaves that transaction as it found it.
     */
    static Sessions enclosed(Dialect dialect) {
        return new Enclosed(dialect);
    }

    /** The same under a lock that is held. */
    static Sessions fenced(Sessions sessions, MigrationLock lock) {
        return new Fenced(sessions, lock);
    }

    /** Savepoints stand for transactions. */
    record Enclosed(Dialect dialect) implements Sessions {
        @Override
        public Session open(Connection connection) throws SQLException {
            return dialect.sessions().enclosedSession(connection);
        }

        @Override
        public boolean isPooled() {
            return false;
        }

        @Override
        public boolean isEnclosed() {
            return true;
        }
    }

    /** A connection is a session. */
    record Direct(Dialect dialect) implements Sessions {
        @Override
        public Session open(Connection connection) {
            return dialect.sessions().session(connection);
        }

        @Override
        public boolean isPooled() {
            return false;
        }
    }

    /** Only a transaction is a session. */
    record Pooled(Dialect dialect, String versionTable, Duration timeout, Consumer<@Nullable String> awaited)
            implements Sessions {
        @Override
        public Session open(Connection connection) {
            return new Locking(this, connection, dialect.sessions().pooledSession(connection));
        }

        @Override
        public boolean isPooled() {
            return true;
        }
    }

    /** Has the lock in each of its transactions. */
    final class Locking extends ForwardingSession {
        private final Pooled pool;
        private final Connection connection;

        Locking(Pooled pool, Connection connection, Session session) {
            super(session);
            this.pool = pool;
            this.connection = connection;
        }

        @Override
        public void begin(List<Operation> operations) throws SQLException {
            MigrationLock lock = pool.dialect().locking().transactionLock(connection, pool.versionTable());
            LockWait.acquire(new Attempts(session(), operations, lock), connection, pool.timeout(), pool.awaited());
        }
    }

    /** Under a lock that another migrator can get: each transaction is tied to it. */
    record Fenced(Sessions sessions, MigrationLock lock) implements Sessions {
        @Override
        public Dialect dialect() {
            return sessions.dialect();
        }

        @Override
        public Session open(Connection connection) throws SQLException {
            boolean isLasting = dialect().capabilities().transactionalDdl();
            return new FencedSession(sessions.open(connection), connection, lock, isLasting);
        }

        @Override
        public boolean isPooled() {
            return sessions.isPooled();
        }

        @Override
        public boolean isEnclosed() {
            return sessions.isEnclosed();
        }
    }

    /**
     * A transaction for each attempt: a session that builds an index concurrently would wait for the end of one that
     * was open, which waits for that session (PostgreSQL 18).
     */
    record Attempts(Session session, List<Operation> operations, MigrationLock lock) implements MigrationLock {
        @Override
        public boolean tryAcquire() {
            try {
                session.begin(operations);
                boolean won = isWon();
                if (!won) {
                    session.rollback();
                }
                return won;
            } catch (SQLException failure) {
                throw new DatabaseException("take the migration lock", failure);
            }
        }

        private boolean isWon() {
            try {
                return lock.tryAcquire();
            } catch (RuntimeException failed) {
                try {
                    session.rollback();
                } catch (SQLException alsoFailed) {
                    failed.addSuppressed(alsoFailed);
                }
                throw failed;
            }
        }

        @Override
        public @Nullable String holder() {
            return lock.holder();
        }

        /** The end of the transaction gives it back. */
        @Override
        public void close() {}
    }
}
