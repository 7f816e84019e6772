package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.lock.MigrationLock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a session of the server holds, on a connection of its own. The lock outlives commits and rollbacks, and
 * falls with the connection. The connection commits every statement by itself, so that neither the holder
 * nor a session that waits keeps a transaction open. To implement:
 *
 * <ol>
 *   <li>Make in {@link #key} a key of the version table's full name, such as its {@link #hash}.
 *   <li>Take, give back and describe the lock of a key.
 *   <li>Give a {@link #workKey} where the server notices a client's death only when its statement has ended.
 * </ol>
 *
 * @param <K> how the server knows a lock
 */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class ConnectionLock<K> implements MigrationLock {
    private final DataSource database;
    private final String versionTable;
    private @Nullable Connection connection;
    private boolean autoCommitAsFound = true;
    private @Nullable K key;
    private @Nullable Connection claimed;
    private boolean won;

    protected ConnectionLock(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    /** The key of the lock for a version table. A table named with its schema is the same one for every session. */
    protected abstract K key(Connection opened, String table) throws SQLException;

    /** Tries once to take a lock, without waiting. */
    protected abstract boolean acquire(Connection session, K lock) throws SQLException;

    protected abstract void release(Connection session, K lock) throws SQLException;

    /** Who holds a lock; null where nobody does, or the database does not tell. */
    protected abstract @Nullable String holder(Connection session, K lock) throws SQLException;

    /** The key of the lock that the working connection has beside; empty for none. */
    protected Optional<K> workKey(K lock) {
        return Optional.empty();
    }

    /** Refuses two connections whose sessions would not keep a lock: see {@link MigrationLock#refuseUnfit}. */
    protected void refuseUnfit(Connection session, Connection work) throws SQLException {}

    @Override
    public final void refuseUnfit(Connection work) {
        try {
            refuseUnfit(open(), work);
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    /** Gives a session back what was changed of it to find the key. */
    protected void handBack(Connection session) throws SQLException {}

    /** A lock that the session has is not taken a second time: it would have to be given back twice. */
    @Override
    public final boolean tryAcquire() {
        try {
            if (!won) {
                won = acquire(open(), openKey());
            }
            return won;
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    @Override
    public final boolean tryClaim(Connection work) {
        if (claimed == work) {
            return true;
        }
        try {
            Optional<K> lock = workKey(openKey());
            if (lock.isPresent() && acquire(work, lock.get())) {
                claimed = work;
            }
            return lock.isEmpty() || claimed == work;
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    /** A winner of this lock that waits, waits for the lock of a connection that works. */
    @Override
    public final @Nullable String holder() {
        try {
            K lock = openKey();
            return holder(open(), won ? workKey(lock).orElse(lock) : lock);
        } catch (SQLException failure) {
            throw new DatabaseException("see who holds the migration lock", failure);
        }
    }

    @Override
    public final synchronized boolean isAlive(Duration patience) {
        Connection held = connection;
        if (held == null || !won) {
            return true;
        }
        try {
            return held.isValid((int) Math.max(1, patience.toSeconds()));
        } catch (SQLException unknown) {
            return true;
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            Connection opened = database.getConnection();
            connection = opened;
            autoCommitAsFound = opened.getAutoCommit();
            opened.setAutoCommit(true);
        }
        return connection;
    }

    private K openKey() throws SQLException {
        if (key == null) {
            key = key(open(), versionTable);
        }
        return key;
    }

    /** Unlocks before it closes: a pool keeps the session, and with it the lock. */
    @Override
    public final synchronized void close() {
        Connection held = connection;
        if (held == null) {
            return;
        }
        connection = null;
        K lock = key;
        key = null;
        if (lock != null) {
            closeWork(lock);
        }
        try (held) {
            if (won && lock != null) {
                won = false;
                release(held, lock);
            }
            if (lock != null) {
                handBack(held);
            }
            held.setAutoCommit(autoCommitAsFound);
        } catch (SQLException failure) {
            abort(held);
        }
    }

    private void closeWork(K lock) {
        Connection work = claimed;
        claimed = null;
        if (work != null) {
            try {
                release(work, workKey(lock).orElse(lock));
            } catch (SQLException failure) {
                abort(work);
            }
        }
    }

    /** A session that cannot unlock must end, and is often gone already, which is as good. */
    private static void abort(Connection held) {
        try {
            held.abort(Runnable::run);
        } catch (SQLException gone) {
            // The lock went with the session.
        }
    }

    /** The first bytes of a text's hash in hexadecimal digits: short, and the same in every version of ours. */
    protected static String hash(String text, int bytes) {
        return HexFormat.of().formatHex(digest(text, bytes));
    }

    /** The first bytes of a text's hash. Migrators of two releases must exclude each other, so it stays the same. */
    protected static byte[] digest(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
