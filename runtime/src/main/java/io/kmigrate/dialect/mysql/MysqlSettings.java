package io.kmigrate.dialect.mysql;

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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The database in use, the role, and the variables that scripts and dumps set. */
record MysqlSettings(Product product) implements SessionSettings {
    private static final String DATABASE = "database";

    private static final String ROLE = "role";

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /** Those that only one of the products has are not found on the other. */
    private static final List<String> VARIABLES = List.of(
            "auto_increment_increment",
            "auto_increment_offset",
            "big_tables",
            "character_set_client",
            "character_set_connection",
            "character_set_results",
            "check_constraint_checks",
            "collation_connection",
            "default_storage_engine",
            "div_precision_increment",
            "explicit_defaults_for_timestamp",
            "foreign_key_checks",
            "group_concat_max_len",
            "innodb_lock_wait_timeout",
            "lc_time_names",
            "lock_wait_timeout",
            "max_statement_time",
            "sql_auto_is_null",
            "sql_mode",
            "sql_notes",
            "sql_safe_updates",
            "sql_select_limit",
            "time_zone",
            "transaction_isolation",
            "transaction_read_only",
            "tx_isolation",
            "tx_read_only",
            "unique_checks",
            "wait_timeout");

    private static final String QUERY = "SHOW SESSION VARIABLES WHERE Variable_name IN ("
            + VARIABLES.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ")";

    @Override
    public Map<String, String> read(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT DATABASE(), CURRENT_ROLE()")) {
                row.next();
                settings.put(DATABASE, Objects.requireNonNullElse(row.getString(1), ""));
                settings.put(ROLE, Objects.requireNonNullElse(row.getString(2), "NONE"));
            }
            try (ResultSet row = statement.executeQuery(QUERY)) {
                while (row.next()) {
                    settings.put(row.getString(1), Objects.requireNonNullElse(row.getString(2), ""));
                }
            }
        }
        return settings;
    }

    /** A database that was not chosen before cannot be left: all names of ours hold it then. */
    @Override
    public List<String> change(Map<String, String> now, Map<String, String> wanted, Scope scope) {
        List<String> statements = new ArrayList<>();
        // Without this a table that a script has locked keeps all others from being written.
        statements.add("UNLOCK TABLES");
        String database = wanted.getOrDefault(DATABASE, "");
        if (!database.isEmpty() && !database.equals(now.get(DATABASE))) {
            statements.add("USE " + MysqlNames.of(product).quote(database));
        }
        String role = wanted.getOrDefault(ROLE, "NONE");
        if (!role.equals(now.get(ROLE))) {
            statements.add("SET ROLE " + (role.equals("NONE") || product != Product.MARIADB ? role : "`" + role + "`"));
        }
        wanted.forEach((name, value) -> {
            if (VARIABLES.contains(name) && !value.equals(now.get(name))) {
                statements.add("SET SESSION " + name + " = " + literal(value));
            }
        });
        return statements;
    }

    private static String literal(String value) {
        return NUMBER.matcher(value).matches()
                ? value
                : "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
