package io.kmigrate.importer.liquibase;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The row that Liquibase locks by. It stays when its holder dies: one of ours is taken, because our own lock is held and
 * so its holder is gone; one of Liquibase's is waited for.
 */
@API(status = INTERNAL, since = "0.1")
public final class LiquibaseLock implements MigrationLock {
    /** Every holder of ours begins so. */
    private static final String OURS = "Kmigrate: ";

    private static final int LONGEST_HOLDER = 255;

    private final Connection work;
    private final Dialect dialect;
    private final TableName table;
    private final String holder;
    private boolean isHeld;

    /** @param holder who holds it, as it tells others */
    public LiquibaseLock(Connection work, Dialect dialect, TableName table, String holder) {
        String said = OURS + holder;
        this.work = work;
        this.dialect = dialect;
        this.table = table;
        this.holder = said.substring(0, Math.min(said.length(), LONGEST_HOLDER));
    }

    /** The table that stands beside a history table. */
    public static TableName table(TableName history, Dialect dialect) {
        return new TableName(history.schema(), dialect.folded("DATABASECHANGELOGLOCK"));
    }

    @Override
    public boolean tryAcquire() {
        try {
            if (dialect.introspector().catalog(work).table(table).isEmpty()) {
                // Liquibase makes the table when it first takes the lock, so that nobody has it.
                return true;
            }
            isHeld = take("LOCKED = " + literal(false)) || take("LOCKEDBY LIKE " + literal(OURS + "%")) || insert();
            return isHeld;
        } catch (SQLException failed) {
            throw new DatabaseException("take the lock of the other tool", failed);
        }
    }

    private boolean take(String where) throws SQLException {
        return update("UPDATE " + name() + " SET LOCKED = " + literal(true) + ", LOCKEDBY = " + literal(holder)
                        + ", LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND " + where)
                == 1;
    }

    private boolean insert() throws SQLException {
        return update("INSERT INTO " + name() + " (ID, LOCKED, LOCKEDBY, LOCKGRANTED) SELECT 1, " + literal(true) + ", "
                        + literal(holder) + ", CURRENT_TIMESTAMP FROM " + name() + " HAVING COUNT(*) = 0")
                == 1;
    }

    private int update(String sql) throws SQLException {
        try (Statement statement = work.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @Override
    public @Nullable String holder() {
        String sql = "SELECT LOCKEDBY, LOCKGRANTED FROM " + name() + " WHERE ID = 1 AND LOCKED = " + literal(true);
        try (Statement statement = work.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) + ", since " + row.getString(2) : null;
        } catch (SQLException failed) {
            throw new DatabaseException("see who holds the lock of the other tool", failed);
        }
    }

    @Override
    public void close() {
        if (!isHeld) {
            return;
        }
        isHeld = false;
        try {
            update("UPDATE " + name() + " SET LOCKED = " + literal(false)
                    + ", LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1 AND LOCKEDBY = " + literal(holder));
        } catch (SQLException failed) {
            throw new DatabaseException("give back the lock of the other tool", failed);
        }
    }

    private String literal(Object value) {
        return dialect.literals().render(value);
    }

    private String name() {
        return dialect.names().quote(table);
    }
}
