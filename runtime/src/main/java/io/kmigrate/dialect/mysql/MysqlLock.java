package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.lock.MigrationLock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** GET_LOCK on a connection of its own: it outlives commits and rollbacks, and falls with the connection. */
final class MysqlLock implements MigrationLock {
    /** Without the PROCESS privilege the process list shows the user's own connections alone. */
    /** Behind the name, that of the lock which the working connection has. */
    private static final String WORK = "/work";

    private static final String HOLDER = """
            SELECT concat('connection ', l.id,
                coalesce(concat(', user ', p.USER), ''),
                coalesce(concat(', from ', nullif(p.HOST, '')), ''))
            FROM (SELECT is_used_lock(?) AS id) l
            LEFT JOIN information_schema.PROCESSLIST p ON p.ID = l.id
            """;

    private final DataSource database;
    private final String versionTable;
    private @Nullable Connection connection;
    private boolean autoCommitAsFound = true;
    private String name = "";
    private @Nullable Connection claimed;
    private boolean won;

    MysqlLock(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    /** A lock that the session has is not taken a second time: it would have to be given back twice. */
    @Override
    public boolean tryAcquire() {
        try {
            if (!won) {
                won = ask("SELECT get_lock(?, 0)", "").equals("1");
            }
            return won;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("take the migration lock", failure);
        }
    }

    /** A server notices that a client is gone only when its statement has ended. */
    @Override
    public boolean tryClaim(Connection work) {
        if (claimed == work) {
            return true;
        }
        try (PreparedStatement statement = work.prepareStatement("SELECT get_lock(?, 0)")) {
            statement.setString(1, name + WORK);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getInt(1) == 1) {
                    claimed = work;
                }
            }
            return claimed == work;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("take the migration lock", failure);
        }
    }

    @Override
    public @Nullable String holder() {
        try {
            String holder = ask(HOLDER, won ? WORK : "");
            return holder.isEmpty() ? null : holder;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("see who holds the migration lock", failure);
        }
    }

    /** The first column of the first row, or empty; the parameter is the lock's name. */
    private String ask(String sql, String suffix) throws SQLException {
        try (PreparedStatement statement = open().prepareStatement(sql)) {
            statement.setString(1, name + suffix);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "") : "";
            }
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            Connection opened = database.getConnection();
            connection = opened;
            autoCommitAsFound = opened.getAutoCommit();
            opened.setAutoCommit(true);
            name = name(opened);
        }
        return connection;
    }

    /** Locks belong to the server, so the name holds the database; 64 characters are all it may have. */
    private String name(Connection opened) throws SQLException {
        try (PreparedStatement statement = opened.prepareStatement("SELECT database()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            String schema = versionTable.indexOf('.') < 0 ? row.getString(1) + "." : "";
            return "kmigrate " + hash(schema + versionTable);
        }
    }

    /** The same in every version: migrators of two releases must exclude each other. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** Unlocks before it closes: a pool keeps the session, and with it the lock. */
    @Override
    public void close() {
        Connection held = connection;
        if (held == null) {
            return;
        }
        connection = null;
        Connection work = claimed;
        claimed = null;
        if (work != null) {
            try {
                unlock(work, name + WORK);
            } catch (SQLException failure) {
                abort(work);
            }
        }
        try (held) {
            if (won) {
                won = false;
                unlock(held, name);
            }
            held.setAutoCommit(autoCommitAsFound);
        } catch (SQLException failure) {
            abort(held);
        }
    }

    private static void unlock(Connection held, String lock) throws SQLException {
        try (PreparedStatement statement = held.prepareStatement("SELECT release_lock(?)")) {
            statement.setString(1, lock);
            statement.executeQuery().close();
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
}
