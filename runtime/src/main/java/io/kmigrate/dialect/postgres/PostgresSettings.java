package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Roles and settings of a session of PostgreSQL. Settings of an extension or an application are not listed there. */
final class PostgresSettings implements SessionSettings {
    /** Both say who acts, and so come before what only some may set. */
    private static final String USER = "session_authorization";

    private static final String ROLE = "role";

    /** The view leaves both out, as SHOW ALL does. Settings of the transaction alone end with it. */
    private static final String QUERY = "SELECT name, setting FROM pg_catalog.pg_settings"
            + " WHERE source = 'session' AND setting IS DISTINCT FROM reset_val AND name NOT LIKE 'transaction\\_%'"
            + " AND name NOT IN ('" + USER + "', '" + ROLE + "')"
            + " UNION ALL SELECT '" + USER + "', pg_catalog.current_setting('" + USER + "')"
            + " UNION ALL SELECT '" + ROLE + "', pg_catalog.current_setting('" + ROLE + "')";

    @Override
    public Map<String, String> read(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                settings.put(row.getString(1), row.getString(2));
            }
        }
        return settings;
    }

    @Override
    public List<String> change(Map<String, String> now, Map<String, String> wanted, Scope scope) {
        String set = scope == Scope.TRANSACTION ? "SET LOCAL " : "SET ";
        List<String> statements = new ArrayList<>();
        boolean isOther = !Objects.equals(now.get(USER), wanted.get(USER));
        if (isOther) {
            statements.add(set + "SESSION AUTHORIZATION " + quote(wanted.getOrDefault(USER, "")));
        }
        if (isOther || !Objects.equals(now.get(ROLE), wanted.get(ROLE))) {
            String role = wanted.getOrDefault(ROLE, "none");
            statements.add(set + "ROLE " + (role.equals("none") ? "NONE" : quote(role)));
        }
        TreeSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(wanted.keySet());
        names.remove(USER);
        names.remove(ROLE);
        for (String name : names) {
            String value = wanted.get(name);
            if (!Objects.equals(now.get(name), value)) {
                statements.add(
                        value == null
                                ? set + name + " TO DEFAULT"
                                : "SELECT pg_catalog.set_config('" + name + "', " + literal(value) + ", "
                                        + (scope == Scope.TRANSACTION) + ")");
            }
        }
        return statements;
    }

    @Override
    public boolean endsWithTransaction() {
        return true;
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return value.contains("\\")
                ? " E'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
                : "'" + value.replace("'", "''") + "'";
    }
}
