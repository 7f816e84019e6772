package io.kmigrate.dialect.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Who holds the locks that a session waits for, as far as the user may see: the views of InnoDB need the
 * privilege PROCESS, those of MySQL's performance schema SELECT on them, and without PROCESS the process list
 * holds one's own sessions alone.
 */
final class MysqlBlockers {
    /** MariaDB has it as it was in MySQL 5.7; MySQL 8 moved it. */
    private static final String ROWS_MARIADB = """
            SELECT b.trx_mysql_thread_id
            FROM information_schema.INNODB_LOCK_WAITS w
            JOIN information_schema.INNODB_TRX r ON r.trx_id = w.requesting_trx_id
            JOIN information_schema.INNODB_TRX b ON b.trx_id = w.blocking_trx_id
            WHERE r.trx_mysql_thread_id = ?""";

    private static final String ROWS_MYSQL = """
            SELECT b.PROCESSLIST_ID
            FROM performance_schema.data_lock_waits w
            JOIN performance_schema.threads r ON r.THREAD_ID = w.REQUESTING_THREAD_ID
            JOIN performance_schema.threads b ON b.THREAD_ID = w.BLOCKING_THREAD_ID
            WHERE r.PROCESSLIST_ID = ?""";

    private static final String TABLES_MYSQL = """
            SELECT b.PROCESSLIST_ID
            FROM performance_schema.metadata_locks w
            JOIN performance_schema.threads r ON r.THREAD_ID = w.OWNER_THREAD_ID
            JOIN performance_schema.metadata_locks h ON h.LOCK_STATUS = 'GRANTED'
                AND h.OBJECT_TYPE = w.OBJECT_TYPE AND h.OBJECT_SCHEMA = w.OBJECT_SCHEMA
                AND h.OBJECT_NAME = w.OBJECT_NAME AND h.OWNER_THREAD_ID <> w.OWNER_THREAD_ID
            JOIN performance_schema.threads b ON b.THREAD_ID = h.OWNER_THREAD_ID
            WHERE w.LOCK_STATUS = 'PENDING' AND r.PROCESSLIST_ID = ?""";

    /** A session that waits for the lock of migrators, or holds it, has no rows and no tables. */
    private static final String FOREIGN = "is_used_lock(concat('" + MysqlLock.NAME_OF_SESSION + "', p.ID)) IS NULL";

    /** Nothing says who holds a table of MariaDB: any session in a transaction there may. */
    private static final String IN_TRANSACTION = """
            SELECT p.ID
            FROM information_schema.PROCESSLIST p
            JOIN information_schema.PROCESSLIST me ON me.ID = ? AND me.DB = p.DB AND me.STATE LIKE 'Waiting for %lock'
            JOIN information_schema.INNODB_TRX t ON t.trx_mysql_thread_id = p.ID
            WHERE p.ID <> me.ID AND {foreign}""".replace("{foreign}", FOREIGN);

    /** The last resort, which needs no privilege: all sessions that have the same database open. */
    private static final String SAME_DATABASE = """
            SELECT p.ID
            FROM information_schema.PROCESSLIST p
            JOIN information_schema.PROCESSLIST me ON me.ID = ? AND me.DB = p.DB AND me.STATE LIKE 'Waiting for %lock'
            WHERE p.ID <> me.ID AND p.ID <> CONNECTION_ID() AND {foreign}""".replace("{foreign}", FOREIGN);

    private static final String PROCESS = """
            SELECT concat('connection ', p.ID, ', user ', p.USER, coalesce(concat(', from ', nullif(p.HOST, '')), ''),
                ', ', lower(p.COMMAND), ' for ', p.TIME, ' s', coalesce(concat(': ', left(p.INFO, 200)), ''))
            FROM information_schema.PROCESSLIST p WHERE p.ID = ?""";

    private final Product flavour;
    private final Connection observer;
    private final String sessionId;

    MysqlBlockers(Product flavour, Connection observer, String sessionId) {
        this.flavour = flavour;
        this.observer = observer;
        this.sessionId = sessionId;
    }

    static String sessionId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** A line each; those of whom it is a guess say so. */
    List<String> all() throws SQLException {
        List<String> known = known();
        if (!known.isEmpty()) {
            return described(known, "");
        }
        List<String> inTransaction = column(IN_TRANSACTION);
        return described(inTransaction.isEmpty() ? column(SAME_DATABASE) : inTransaction, "perhaps ");
    }

    private List<String> known() {
        List<String> sessions = new ArrayList<>();
        for (String sql : flavour == Product.MARIADB ? List.of(ROWS_MARIADB) : List.of(ROWS_MYSQL, TABLES_MYSQL)) {
            sessions.addAll(column(sql));
        }
        return sessions.stream().distinct().toList();
    }

    /** Nothing where the user may not look. */
    private List<String> column(String sql) {
        try {
            return column(sql, sessionId);
        } catch (SQLException notAllowed) {
            return List.of();
        }
    }

    private List<String> described(List<String> sessions, String before) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String session : sessions) {
            column(PROCESS, session).forEach(line -> lines.add(before + line.replaceAll("\\s+", " ")));
        }
        return lines;
    }

    private List<String> column(String sql, String session) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement statement = observer.prepareStatement(sql)) {
            statement.setLong(1, Long.parseLong(session));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }
}
