package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.lock.MigrationLock;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A row that is inserted and never committed, because H2 has no other lock that outlives its holder's own
 * DDL: others cannot insert it while the holder's connection lives, and it is gone with that connection. Its
 * table is temporary: it goes with the last holder or, after a crash, when the database closes. Whoever
 * waits has no transaction open.
 */
final class H2Lock implements MigrationLock {
    /** PUBLIC is in every database, and capitals are understood under every setting for the case of names. */
    private static final String TABLE = "PUBLIC.KMIGRATE_LOCK";

    private static final String CREATE = "CREATE GLOBAL TEMPORARY TABLE IF NOT EXISTS " + TABLE
            + " (LOCK_KEY VARCHAR(1000) PRIMARY KEY, HOLDER VARCHAR(1000))";
    private static final String INSERT = "INSERT INTO " + TABLE + " (LOCK_KEY, HOLDER) VALUES (?, ?)";
    private static final String HOLDER = "SELECT HOLDER FROM " + TABLE + " WHERE LOCK_KEY = ?";

    /** TABLE_OR_VIEW_NOT_FOUND of ErrorCode, alone, with candidates, and in a database without tables. */
    private static final Set<Integer> NO_TABLE = Set.of(42102, 42103, 42104);

    /** DUPLICATE_KEY, DEADLOCK, LOCK_TIMEOUT and CONCURRENT_UPDATE of ErrorCode. */
    private static final Set<Integer> TAKEN = Set.of(23505, 40001, 50200, 90131);

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
            won = insert(lock);
            return won;
        } catch (SQLException failure) {
            if (lock.isUsable()) {
                throw new DatabaseFailureException("take the migration lock", failure);
            }
            connection = null;
            lock.close();
            return false;
        }
    }

    private boolean insert(LockConnection lock) throws SQLException {
        try {
            return attempt(lock);
        } catch (SQLException failure) {
            if (!NO_TABLE.contains(failure.getErrorCode())) {
                throw failure;
            }
        }
        try {
            lock.execute(CREATE);
            return attempt(lock);
        } catch (SQLException failure) {
            // The former holder may have dropped the table in between, or be about to.
            if (NO_TABLE.contains(failure.getErrorCode()) || TAKEN.contains(failure.getErrorCode())) {
                return false;
            }
            throw failure;
        }
    }

    private static boolean attempt(LockConnection lock) throws SQLException {
        lock.jdbc().setAutoCommit(false);
        boolean inserted = false;
        try (PreparedStatement statement = lock.jdbc().prepareStatement(INSERT)) {
            statement.setString(1, lock.key());
            statement.setString(2, lock.holder());
            statement.executeUpdate();
            inserted = true;
        } catch (SQLException failure) {
            if (!TAKEN.contains(failure.getErrorCode())) {
                throw failure;
            }
        } finally {
            if (!inserted) {
                lock.jdbc().rollback();
                lock.jdbc().setAutoCommit(true);
            }
        }
        return inserted;
    }

    /** The row is not committed; the connection reads such rows. */
    @Override
    public @Nullable String holder() {
        LockConnection lock = open();
        try (PreparedStatement statement = lock.jdbc().prepareStatement(HOLDER)) {
            statement.setString(1, lock.key());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException failure) {
            // The table is not there yet, or the holder is about to make or drop it.
            if (NO_TABLE.contains(failure.getErrorCode())
                    || TAKEN.contains(failure.getErrorCode())
                    || !lock.isUsable()) {
                return null;
            }
            throw new DatabaseFailureException("see who holds the migration lock", failure);
        }
    }

    private LockConnection open() {
        if (connection == null) {
            try {
                connection = LockConnection.open(database, versionTable);
            } catch (SQLException failure) {
                throw new DatabaseFailureException("open a connection for the migration lock", failure);
            }
        }
        return connection;
    }

    /** Takes the row back, and the table unless others are in it. */
    @Override
    public void close() {
        LockConnection held = connection;
        if (held == null) {
            return;
        }
        connection = null;
        if (won) {
            won = false;
            held.release("DROP TABLE IF EXISTS " + TABLE);
        }
        held.close();
    }
}
