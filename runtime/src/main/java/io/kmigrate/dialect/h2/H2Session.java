package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.AutoCommitSession;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** H2 commits at every DDL statement by itself. */
final class H2Session extends AutoCommitSession {
    private static final String QUERY_TIMEOUT =
            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'QUERY_TIMEOUT'";

    private final Map<String, Long> limitsAsFound = new HashMap<>();
    private @Nullable H2File file;

    H2Session(Connection connection) throws SQLException {
        super(connection);
    }

    /** Both are settings of the session, in milliseconds: the manual's SET LOCK_TIMEOUT and SET QUERY_TIMEOUT. */
    @Override
    public void limit(Limits limits) throws SQLException {
        set("LOCK_TIMEOUT", limits.lock(), "SELECT LOCK_TIMEOUT()");
        set("QUERY_TIMEOUT", limits.statement(), QUERY_TIMEOUT);
    }

    private void set(String setting, @Nullable Duration limit, String found) throws SQLException {
        Long asFound = limitsAsFound.get(setting);
        if (limit == null && asFound == null) {
            return;
        }
        try (Statement statement = connection().createStatement()) {
            if (asFound == null) {
                try (ResultSet row = statement.executeQuery(found)) {
                    asFound = row.next() ? row.getLong(1) : 0L;
                    limitsAsFound.put(setting, asFound);
                }
            }
            long millis = limit == null ? asFound : Math.min(limit.toMillis(), Integer.MAX_VALUE);
            statement.execute("SET " + setting + " " + millis);
        }
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        if (file == null) {
            file = H2File.hold(connection());
        }
        super.begin(operations);
    }

    @Override
    public void commit() throws SQLException {
        super.commit();
        if (file != null) {
            file.committed();
        }
    }

    @Override
    protected void restore() throws SQLException {
        if (file != null) {
            file.release();
        }
    }
}
