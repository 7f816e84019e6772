package io.kmigrate.dialect.h2;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * When an H2 file is written. By itself H2 2.5 writes it in the background, half a second behind, table after table
 * while statements run: after a kill, a row may be there without the history that was committed with it, or a table
 * under the name that H2 gives to its copy in an ALTER TABLE. While a session has transactions the file is therefore
 * written where they commit and nowhere in between, so that a kill takes back all that was not committed, DDL too.
 * Only more than a cache full of changes, some megabytes, makes H2 write before. A commit that follows another within
 * a tenth of a second is written with a later one: writing costs as much as several statements, and H2 promises less.
 *
 * <p>The setting is an administrator's, and counts for the database: other users' rights are left as they are, and so
 * are databases in memory and on a server, which do not die with this process.
 */
final class H2File {
    /** Longer than any run; nobody else says just this, so it is known again when a kill left it behind. */
    private static final int NEVER = Integer.MAX_VALUE;

    /** Milliseconds, the manual's default of SET WRITE_DELAY. */
    private static final int DEFAULT = 500;

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** ADMIN_RIGHTS_REQUIRED of ErrorCode. */
    private static final int NOT_ADMINISTRATOR = 90040;

    private static final String FOUND =
            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'";

    private final Connection connection;
    private final int asFound;
    private boolean held;
    private long written = System.nanoTime();

    private H2File(Connection connection, int asFound) {
        this.connection = connection;
        this.asFound = asFound;
    }

    /** Nothing is written from here on until {@link #committed} or {@link #release}. */
    static H2File hold(Connection connection) throws SQLException {
        H2File file = new H2File(connection, isFile(connection) ? found(connection) : NEVER);
        file.hold();
        return file;
    }

    private static boolean isFile(Connection connection) throws SQLException {
        String place = connection.getMetaData().getURL().substring("jdbc:h2:".length());
        return !place.startsWith("mem:") && !place.startsWith("tcp:") && !place.startsWith("ssl:");
    }

    private static int found(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FOUND)) {
            int millis = row.next() ? row.getInt(1) : DEFAULT;
            return millis == NEVER ? DEFAULT : millis;
        }
    }

    private void hold() throws SQLException {
        if (asFound == NEVER) {
            return;
        }
        try {
            execute("SET WRITE_DELAY " + NEVER);
            held = true;
        } catch (SQLException refused) {
            if (refused.getErrorCode() != NOT_ADMINISTRATOR) {
                throw refused;
            }
        }
    }

    /** Everything so far is committed: a good moment to write it. */
    void committed() throws SQLException {
        if (held && System.nanoTime() - written > PAUSE.toNanos()) {
            write();
            hold();
        }
    }

    /** Writes what is left, and leaves the writing to H2 again. */
    void release() throws SQLException {
        if (held) {
            write();
        }
    }

    /** The setting is part of what is written: it is put back before, lest a kill leave it to the application. */
    private void write() throws SQLException {
        held = false;
        execute("SET WRITE_DELAY " + asFound);
        execute("CHECKPOINT SYNC");
        written = System.nanoTime();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
