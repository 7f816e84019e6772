package acme;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.lock.MigrationLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A row that is written and not committed: it goes with the connection. */
final class AcmeLock implements MigrationLock {
    static final String TABLE = "ACME_LOCK";

    private final DataSource database;
    private final String versionTable;
    private Connection connection;
    private boolean won;

    AcmeLock(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    @Override
    public boolean tryAcquire() {
        try {
            if (connection == null) {
                connection = database.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (ID VARCHAR(300) PRIMARY KEY)");
                }
                connection.setAutoCommit(false);
            }
            won = won || write();
            return won;
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    private boolean write() throws SQLException {
        String sql = "INSERT INTO " + TABLE + " (ID) VALUES (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, versionTable);
            statement.executeUpdate();
            return true;
        } catch (SQLException taken) {
            connection.rollback();
            return false;
        }
    }

    @Override
    public String holder() {
        return null;
    }

    @Override
    public void close() {
        if (connection != null) {
            try (Connection closing = connection) {
                connection = null;
                won = false;
                closing.rollback();
                closing.setAutoCommit(true);
            } catch (SQLException gone) {
                // The lock went with the connection.
            }
        }
    }
}
