package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Savepoints. SQLite switches foreign keys in no transaction, so that a table may be rebuilt only if they are off. */
final class SqliteEnclosedSession extends EnclosedSession {
    private final SqliteWait wait;
    private final MarkingSavepoint mark;
    private final boolean legacyAlterTable;

    SqliteEnclosedSession(Connection connection) throws SQLException {
        super(connection);
        wait = new SqliteWait(connection);
        mark = new MarkingSavepoint(connection);
        legacyAlterTable = pragma("legacy_alter_table");
    }

    @Override
    public void limit(Limits limits) throws SQLException {
        wait.limit(limits);
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        RebuildCheck mayRebuild = new RebuildCheck();
        if (pragma("foreign_keys") && operations.stream().anyMatch(operation -> operation.accept(mayRebuild))) {
            throw new UnsupportedOperationByDialectException(UnsupportedRunMessages.enclosedRebuild("SQLite"));
        }
        // A rename must reach triggers, views and the keys of other tables.
        execute("PRAGMA legacy_alter_table = OFF");
        super.begin(operations);
    }

    @Override
    public void mark() throws SQLException {
        mark.mark();
    }

    @Override
    public boolean isMarked() throws SQLException {
        return mark.isMarked();
    }

    @Override
    public void close() throws SQLException {
        super.close();
        execute("PRAGMA legacy_alter_table = " + (legacyAlterTable ? "ON" : "OFF"));
        limit(Limits.NONE);
    }

    private boolean pragma(String name) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.next() && value.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
