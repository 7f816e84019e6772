package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * BEGIN IMMEDIATE, so that a writer who waits gets SQLITE_BUSY here and not in the middle.
 *
 * <p>Where a table may be rebuilt, foreign keys are off for the whole transaction, since SQLite cannot
 * switch them inside one: cascades do not fire in it, and what then points at nothing fails the commit.
 */
final class SqliteSession implements Session {
    private final Connection connection;
    private final SqliteWait wait;
    private final MarkingSavepoint savepoint;
    private @Nullable Found found;
    private boolean open;
    private boolean rebuilds;
    private ForeignKeyViolations before = ForeignKeyViolations.none();

    SqliteSession(Connection connection) {
        this.connection = connection;
        this.wait = new SqliteWait(connection);
        this.savepoint = new MarkingSavepoint(connection);
    }

    /** How the connection was before the first transaction. */
    private record Found(boolean autoCommit, boolean foreignKeys, boolean legacyAlterTable, String journalMode) {}

    /** Makes the file of each transaction, and takes it away at its end. */
    private static final String DELETE = "delete";

    /** As safe, and cheaper: the file is emptied, which leaves its folder alone. */
    private static final String TRUNCATE = "truncate";

    @Override
    public void limit(Limits limits) throws SQLException {
        wait.limit(limits);
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        if (found == null) {
            found = new Found(
                    connection.getAutoCommit(), pragma("foreign_keys"), pragma("legacy_alter_table"), journalMode());
            connection.setAutoCommit(true);
            if (found.journalMode().equals(DELETE)) {
                execute("PRAGMA journal_mode = " + TRUNCATE);
            }
        }
        RebuildCheck mayRebuild = new RebuildCheck();
        rebuilds = operations.stream().anyMatch(operation -> operation.accept(mayRebuild));
        if (rebuilds) {
            execute("PRAGMA foreign_keys = OFF");
        }
        // A rename must reach triggers, views and the keys of other tables.
        execute("PRAGMA legacy_alter_table = OFF");
        try {
            execute("BEGIN IMMEDIATE");
            open = true;
            before = rebuilds ? ForeignKeyViolations.findIfPossible(connection) : ForeignKeyViolations.none();
        } catch (SQLException failure) {
            undo(failure);
            throw failure;
        }
    }

    private void undo(SQLException failure) {
        try {
            rollback();
            restore();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public void commit() throws SQLException {
        verify();
        execute("COMMIT");
        open = false;
        restore();
    }

    @Override
    public void verify() throws SQLException {
        if (rebuilds && !before.isUnknown()) {
            Optional<String> worse = ForeignKeyViolations.find(connection).worseThan(before);
            if (worse.isPresent()) {
                throw new SQLIntegrityConstraintViolationException(worse.get(), "23000");
            }
        }
    }

    @Override
    public void mark() throws SQLException {
        savepoint.mark();
    }

    @Override
    public boolean isMarked() throws SQLException {
        return savepoint.isMarked();
    }

    /** SQLite ends the transaction by itself on some failures, such as a full disk. */
    @Override
    public void rollback() throws SQLException {
        if (!open) {
            return;
        }
        open = false;
        try {
            execute("ROLLBACK");
        } catch (SQLException failure) {
            if (!String.valueOf(failure.getMessage()).contains("no transaction is active")) {
                throw failure;
            }
        }
        restore();
    }

    @Override
    public void close() throws SQLException {
        rollback();
        restore();
        limit(Limits.NONE);
        if (found != null) {
            // A script may have chosen another one, which stays.
            if (found.journalMode().equals(DELETE) && journalMode().equals(TRUNCATE)) {
                execute("PRAGMA journal_mode = " + DELETE);
            }
            connection.setAutoCommit(found.autoCommit());
        }
    }

    private void restore() throws SQLException {
        if (found != null) {
            execute("PRAGMA foreign_keys = " + (found.foreignKeys() ? "ON" : "OFF"));
            execute("PRAGMA legacy_alter_table = " + (found.legacyAlterTable() ? "ON" : "OFF"));
        }
    }

    private String journalMode() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA journal_mode")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private boolean pragma(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.next() && value.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
