package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.ConnectionLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** GET_LOCK on a connection of its own. Its name is a text of 64 characters at most. */
final class MysqlLock extends ConnectionLock<String> {
    /** Of a second lock, by which {@link MysqlBlockers} knows a session that holds or awaits the first. */
    static final String NAME_OF_SESSION = "kmigrate session ";

    private static final String OWN_NAME = "concat('" + NAME_OF_SESSION + "', connection_id())";

    private static final String ACQUIRE = "SELECT get_lock(?, 0)";
    private static final String RELEASE = "SELECT release_lock(?)";

    /** Without the PROCESS privilege the process list shows the user's own connections alone. */
    private static final String HOLDER = """
            SELECT concat('connection ', l.id,
                coalesce(concat(', user ', p.USER), ''),
                coalesce(concat(', from ', nullif(p.HOST, '')), ''))
            FROM (SELECT is_used_lock(?) AS id) l
            LEFT JOIN information_schema.PROCESSLIST p ON p.ID = l.id
            """;

    private final @Nullable String given;

    MysqlLock(DataSource database, String versionTable) {
        this(database, versionTable, null);
    }

    /** @param given the name of another tool's lock; null for that of the version table */
    MysqlLock(DataSource database, String versionTable, @Nullable String given) {
        super(database, versionTable);
        this.given = given;
    }

    /** Locks belong to the server, so the name holds the database. */
    @Override
    protected String key(Connection opened, String table) throws SQLException {
        if (given != null) {
            return given;
        }
        try (PreparedStatement statement = opened.prepareStatement("SELECT database()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            String schema = table.indexOf('.') < 0 ? row.getString(1) + "." : "";
            execute(opened, "DO get_lock(" + OWN_NAME + ", 0)");
            return "kmigrate " + hash(schema + table, 16);
        }
    }

    @Override
    protected void handBack(Connection session) throws SQLException {
        if (given == null) {
            execute(session, "DO release_lock(" + OWN_NAME + ")");
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A server notices that a client is gone only when its statement has ended. */
    @Override
    protected Optional<String> workKey(String lock) {
        return given == null ? Optional.of(lock + "/work") : Optional.empty();
    }

    @Override
    protected boolean acquire(Connection session, String lock) throws SQLException {
        return ask(session, ACQUIRE, lock).equals("1");
    }

    @Override
    protected void release(Connection session, String lock) throws SQLException {
        ask(session, RELEASE, lock);
    }

    @Override
    protected @Nullable String holder(Connection session, String lock) throws SQLException {
        String holder = ask(session, HOLDER, lock);
        return holder.isEmpty() ? null : holder;
    }

    /** The first column of the first row, or empty; the parameter is the lock's name. */
    private static String ask(Connection session, String sql, String lock) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, lock);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "") : "";
            }
        }
    }
}
