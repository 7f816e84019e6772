package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactions by autocommit off and on; DDL commits them all the same. For its length, text that becomes a
 * date is read as it is written everywhere else, and not as the territory of the session has it.
 */
final class OracleSession implements Session {
    static final Map<String, String> FORMATS = formats();

    private final Connection connection;
    private final boolean autoCommitAsFound;
    private final Map<String, String> formatsAsFound = new LinkedHashMap<>();
    private boolean open;
    private boolean isLimited;

    OracleSession(Connection connection) throws SQLException {
        this.connection = connection;
        autoCommitAsFound = connection.getAutoCommit();
        if (!autoCommitAsFound) {
            connection.setAutoCommit(true);
        }
        readFormats();
        set(FORMATS);
    }

    private static Map<String, String> formats() {
        Map<String, String> formats = new LinkedHashMap<>();
        formats.put("NLS_DATE_FORMAT", "YYYY-MM-DD HH24:MI:SS");
        formats.put("NLS_TIMESTAMP_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF");
        formats.put("NLS_TIMESTAMP_TZ_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF TZH:TZM");
        return formats;
    }

    private void readFormats() throws SQLException {
        String names = "'" + String.join("', '", FORMATS.keySet()) + "'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT PARAMETER, VALUE FROM NLS_SESSION_PARAMETERS WHERE PARAMETER IN (" + names + ")")) {
            while (rows.next()) {
                formatsAsFound.put(rows.getString(1), rows.getString(2));
            }
        }
    }

    /** The statements that make a session take these formats. */
    static List<String> settings(Map<String, String> formats) {
        List<String> statements = new ArrayList<>();
        formats.forEach((name, format) ->
                statements.add("ALTER SESSION SET " + name + " = '" + format.replace("'", "''") + "'"));
        return statements;
    }

    private void set(Map<String, String> formats) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings(formats)) {
                statement.execute(setting);
            }
        }
    }

    @Override
    public void limit(Limits limits) throws SQLException {
        Long wait = OracleLimits.wait(limits);
        if (wait != null || isLimited) {
            execute(OracleLimits.statement(wait == null ? OracleLimits.DEFAULT : wait));
            isLimited = wait != null;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        connection.setAutoCommit(false);
        open = true;
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
        open = false;
        connection.setAutoCommit(true);
    }

    @Override
    public void rollback() throws SQLException {
        if (open) {
            open = false;
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        rollback();
        limit(Limits.NONE);
        set(formatsAsFound);
        if (!autoCommitAsFound) {
            connection.setAutoCommit(false);
        }
    }
}
