package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.AutoCommitSession;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.operation.Limits;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rollback undoes rows up to the last DDL statement, which
 * committed them.
 */
final class MysqlSession extends AutoCommitSession {
    private final boolean inventsDefaults;
    private final Product flavour;
    private final SqlMode mode;
    private final Map<String, String> found = new HashMap<>();

    MysqlSession(Product flavour, Connection connection) throws SQLException {
        super(connection);
        this.flavour = flavour;
        inventsDefaults = flavour == Product.MARIADB && isOff("explicit_defaults_for_timestamp");
        if (inventsDefaults) {
            set("explicit_defaults_for_timestamp = 1");
        }
        mode = SqlMode.of(connection);
        if (!mode.isAsWanted()) {
            set("sql_mode = '" + mode.wanted() + "'");
        }
    }

    /** Off by default before MariaDB 10.10: a TIMESTAMP then updates itself although nobody said so. */
    private boolean isOff(String variable) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT @@session." + variable)) {
            return row.next() && row.getInt(1) == 0;
        }
    }

    private void set(String assignment) throws SQLException {
        execute("SET SESSION " + assignment);
    }

    /** The server counts waits for locks in whole seconds, of tables and of rows apart. */
    @Override
    public void limit(Limits limits) throws SQLException {
        if (limits.statement() != null && flavour != Product.MARIADB) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedRunMessages.statementTimeoutOutsideSelect(flavour.label()));
        }
        String seconds = limits.lock() == null
                ? null
                : String.valueOf(Math.max(1, (limits.lock().toMillis() + 999) / 1000));
        limit("lock_wait_timeout", seconds);
        limit("innodb_lock_wait_timeout", seconds);
        if (flavour == Product.MARIADB) {
            limit(
                    "max_statement_time",
                    limits.statement() == null
                            ? null
                            : BigDecimal.valueOf(limits.statement().toMillis(), 3)
                                    .toPlainString());
        }
    }

    private void limit(String variable, @Nullable String value) throws SQLException {
        String asFound = found.get(variable);
        if (value == null && asFound == null) {
            return;
        }
        if (asFound == null) {
            try (Statement statement = connection().createStatement();
                    ResultSet row = statement.executeQuery("SELECT @@session." + variable)) {
                row.next();
                asFound = row.getString(1);
                found.put(variable, asFound);
            }
        }
        set(variable + " = " + (value == null ? asFound : value));
    }

    @Override
    protected void restore() throws SQLException {
        if (!mode.isAsWanted()) {
            set("sql_mode = '" + mode.found() + "'");
        }
        if (inventsDefaults) {
            set("explicit_defaults_for_timestamp = 0");
        }
    }
}
