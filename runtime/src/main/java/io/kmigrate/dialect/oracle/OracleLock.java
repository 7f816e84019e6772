package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.DatabaseMessages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A lock of DBMS_LOCK, held by a session of its own over all commits, and gone with it. Asking for its handle
 * commits, which is nothing on this connection.
 */
final class OracleLock implements MigrationLock {
    private static final String HANDLE = "BEGIN DBMS_LOCK.ALLOCATE_UNIQUE(lockname => ?, lockhandle => ?); END;";

    private static final String REQUEST = "BEGIN ? := DBMS_LOCK.REQUEST(lockhandle => ?, lockmode => DBMS_LOCK.X_MODE,"
            + " timeout => 0, release_on_commit => FALSE); END;";

    private static final String RELEASE = "BEGIN ? := DBMS_LOCK.RELEASE(lockhandle => ?); END;";

    /** A handle begins with the ten digits of the lock's id. */
    private static final String HOLDER = """
            SELECT 'session ' || s.SID || ', program "' || s.PROGRAM || '", user ' || s.USERNAME
                || ', from ' || s.MACHINE || ', since ' || TO_CHAR(s.LOGON_TIME, 'YYYY-MM-DD HH24:MI:SS')
            FROM V$LOCK l JOIN V$SESSION s ON s.SID = l.SID
            WHERE l.TYPE = 'UL' AND l.LMODE = 6 AND l.ID1 = TO_NUMBER(SUBSTR(?, 1, 10))""";

    private static final int WON = 0;
    private static final int TIMEOUT = 1;
    private static final int OWNED_ALREADY = 4;

    /** ORA-06550, a block that does not compile: with PLS-00201 there is no DBMS_LOCK for this user. */
    private static final int DOES_NOT_COMPILE = 6550;

    private final DataSource database;
    private final String versionTable;
    private @Nullable Connection connection;
    private boolean autoCommitAsFound = true;
    private String handle = "";
    private boolean won;

    OracleLock(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    @Override
    public boolean tryAcquire() {
        if (won) {
            return true;
        }
        try {
            int result = call(open(), REQUEST);
            if (result != WON && result != TIMEOUT && result != OWNED_ALREADY) {
                throw new SQLException("DBMS_LOCK.REQUEST returned " + result);
            }
            won = result != TIMEOUT;
            return won;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("take the migration lock", failure);
        }
    }

    private int call(Connection opened, String block) throws SQLException {
        try (CallableStatement call = opened.prepareCall(block)) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setString(2, handle);
            call.execute();
            return call.getInt(1);
        }
    }

    /** Null too for a user who may not read V$LOCK and V$SESSION. */
    @Override
    public @Nullable String holder() {
        try (PreparedStatement statement = open().prepareStatement(HOLDER)) {
            statement.setString(1, handle);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException notAllowed) {
            return null;
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            Connection opened = database.getConnection();
            connection = opened;
            autoCommitAsFound = opened.getAutoCommit();
            opened.setAutoCommit(true);
            handle = handle(opened);
        }
        return connection;
    }

    /** A version table named with its schema is the same one whoever asks. */
    private String handle(Connection opened) throws SQLException {
        String user;
        String schema;
        try (Statement statement = opened.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT SYS_CONTEXT('USERENV', 'SESSION_USER'), SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"
                                + " FROM DUAL")) {
            row.next();
            user = String.valueOf(row.getString(1));
            schema = String.valueOf(row.getString(2));
        }
        String table = versionTable.indexOf('.') < 0 ? OracleNames.written(schema) + "." + versionTable : versionTable;
        try (CallableStatement call = opened.prepareCall(HANDLE)) {
            call.setString(1, "kmigrate " + hash(table));
            call.registerOutParameter(2, Types.VARCHAR);
            call.execute();
            return String.valueOf(call.getString(2));
        } catch (SQLException failure) {
            if (failure.getErrorCode() == DOES_NOT_COMPILE) {
                throw new DatabaseFailureException(DatabaseMessages.lockPrivilege(user), failure);
            }
            throw failure;
        }
    }

    /** The same in every version: migrators of two releases must exclude each other. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
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
        try (held) {
            if (won) {
                won = false;
                call(held, RELEASE);
            }
            held.setAutoCommit(autoCommitAsFound);
        } catch (SQLException failure) {
            abort(held);
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
