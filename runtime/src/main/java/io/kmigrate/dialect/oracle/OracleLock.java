package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.ConnectionLock;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.message.DatabaseMessages;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A lock of DBMS_LOCK, known by its handle. Asking for the handle commits, which is nothing on this connection. */
final class OracleLock extends ConnectionLock<String> {
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

    OracleLock(DataSource database, String versionTable) {
        super(database, versionTable);
    }

    @Override
    protected String key(Connection opened, String table) throws SQLException {
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
        String full = table.indexOf('.') < 0 ? OracleNames.written(schema) + "." + table : table;
        try (CallableStatement call = opened.prepareCall(HANDLE)) {
            call.setString(1, "kmigrate " + hash(full, 8));
            call.registerOutParameter(2, Types.VARCHAR);
            call.execute();
            return String.valueOf(call.getString(2));
        } catch (SQLException failure) {
            if (failure.getErrorCode() == DOES_NOT_COMPILE) {
                throw new DatabaseException(DatabaseMessages.lockPrivilege(user), failure);
            }
            throw failure;
        }
    }

    @Override
    protected boolean acquire(Connection session, String lock) throws SQLException {
        int result = call(session, REQUEST, lock);
        if (result != WON && result != TIMEOUT && result != OWNED_ALREADY) {
            throw new SQLException("DBMS_LOCK.REQUEST returned " + result);
        }
        return result != TIMEOUT;
    }

    @Override
    protected void release(Connection session, String lock) throws SQLException {
        call(session, RELEASE, lock);
    }

    private static int call(Connection session, String block, String lock) throws SQLException {
        try (CallableStatement call = session.prepareCall(block)) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setString(2, lock);
            call.execute();
            return call.getInt(1);
        }
    }

    /** Null too for a user who may not read V$LOCK and V$SESSION. */
    @Override
    protected @Nullable String holder(Connection session, String lock) {
        try (PreparedStatement statement = session.prepareStatement(HOLDER)) {
            statement.setString(1, lock);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException notAllowed) {
            return null;
        }
    }
}
