package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.AutoCommitSession;
import io.kmigrate.operation.Limits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DDL commits a transaction. For its length, text that becomes a
 * date is read as it is written everywhere else, and not as the territory of the session has it.
 */
final class OracleSession extends AutoCommitSession {
    static final Map<String, String> FORMATS = formats();

    private final Map<String, String> formatsAsFound = new LinkedHashMap<>();
    private boolean isLimited;

    OracleSession(Connection connection) throws SQLException {
        super(connection);
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
        try (Statement statement = connection().createStatement();
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
        try (Statement statement = connection().createStatement()) {
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

    @Override
    protected void restore() throws SQLException {
        set(formatsAsFound);
    }
}
