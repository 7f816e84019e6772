package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.lock.MigrationLock;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A row that is written and never committed, because H2 has no other lock that outlives its holder's own
 * DDL: others cannot write it while the holder's connection lives, and the change is gone with that
 * connection. A session that waits has no transaction open.
 *
 * <p>Its table is temporary and stays until the database closes. H2 (2.3 to 2.5) lets others into a table that
 * is being made or dropped: a key that comes after its table, and a table that goes while others are in it,
 * each let two migrators win now and then, or failed one with an internal error. So the table has no key and
 * is never dropped. Without a key two migrators may each add a row for one lock; the winner holds all of
 * them, and as each takes them only after its own row is committed, one of two sees both.
 */
final class H2Lock implements MigrationLock {
    /**
     * In the one schema that every database has and nobody makes a model, a report or classes of. Capitals are
     * understood under every setting for the case of names.
     */
    private static final String TABLE = "INFORMATION_SCHEMA.KMIGRATE_LOCK";

    private static final String CREATE =
            "CREATE GLOBAL TEMPORARY TABLE IF NOT EXISTS " + TABLE + " (LOCK_KEY VARCHAR(1000), HOLDER VARCHAR(1000))";
    private static final String ADD = "INSERT INTO " + TABLE + " (LOCK_KEY) VALUES (?)";
    private static final String TAKE = "UPDATE " + TABLE + " SET HOLDER = ? WHERE LOCK_KEY = ?";
    private static final String HOLDER = "SELECT MAX(HOLDER) FROM " + TABLE + " WHERE LOCK_KEY = ?";

    /** TABLE_OR_VIEW_NOT_FOUND of ErrorCode, alone, with candidates, and in a database without tables. */
    private static final Set<Integer> NO_TABLE = Set.of(42102, 42103, 42104);

    /** DEADLOCK, LOCK_TIMEOUT and CONCURRENT_UPDATE of ErrorCode. */
    private static final Set<Integer> TAKEN = Set.of(40001, 50200, 90131);

    private final DataSource database;
    private final String versionTable;
    private @Nullable LockConnection connection;
    private boolean won;

    H2Lock(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    /**
     * False also when the connection broke: a database file that several processes open is served by the
     * first, so one that waits loses it with the holder, and the next try is served by another.
     */
    @Override
    public boolean tryAcquire() {
        if (won) {
            return true;
        }
        LockConnection lock = open();
        try {
            won = take(lock);
            return won;
        } catch (SQLException failure) {
            if (lock.isUsable()) {
                throw new DatabaseException("take the migration lock", failure);
            }
            connection = null;
            lock.close();
            return false;
        }
    }

    private static boolean take(LockConnection lock) throws SQLException {
        try {
            return write(lock);
        } catch (SQLException failure) {
            if (isTaken(failure)) {
                return false;
            }
            if (!lacksTable(failure)) {
                throw failure;
            }
        }
        try {
            lock.execute(CREATE);
            return write(lock);
        } catch (SQLException failure) {
            if (isTaken(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private static boolean write(LockConnection lock) throws SQLException {
        if (lock.writeAndKeep(TAKE, lock.holder(), lock.key())) {
            return true;
        }
        lock.write(ADD, lock.key());
        return lock.writeAndKeep(TAKE, lock.holder(), lock.key());
    }

    private static boolean isTaken(SQLException failure) {
        return TAKEN.contains(failure.getErrorCode());
    }

    private static boolean lacksTable(SQLException failure) {
        return NO_TABLE.contains(failure.getErrorCode());
    }

    @Override
    public @Nullable String holder() {
        LockConnection lock = open();
        try {
            return lock.read(HOLDER, lock.key());
        } catch (SQLException failure) {
            // The table is not there yet, or about to be made.
            if (lacksTable(failure) || isTaken(failure) || !lock.isUsable()) {
                return null;
            }
            throw new DatabaseException("see who holds the migration lock", failure);
        }
    }

    private LockConnection open() {
        if (connection == null) {
            try {
                connection = LockConnection.open(database, versionTable);
            } catch (SQLException failure) {
                throw new DatabaseException("open a connection for the migration lock", failure);
            }
        }
        return connection;
    }

    @Override
    public void close() {
        LockConnection held = connection;
        if (held != null) {
            connection = null;
            won = false;
            held.close();
        }
    }
}
