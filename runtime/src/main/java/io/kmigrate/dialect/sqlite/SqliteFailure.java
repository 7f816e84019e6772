package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQLite could not be read: another program has the file locked, or it is no database. */
final class SqliteFailure {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;

    private SqliteFailure() {}

    static DatabaseException of(@Nullable Connection connection, SQLException failure) {
        if (!isLocked(failure)) {
            return new DatabaseException(DatabaseMessages.unreadableSqlite(), failure);
        }
        Optional<Path> file = connection == null ? Optional.empty() : file(connection);
        return new DatabaseException(locked(file.map(FileHolders::of).orElse(null)), failure);
    }

    /** SQLITE_BUSY and SQLITE_LOCKED, with what more their upper bits may say. */
    static boolean isLocked(SQLException failure) {
        int primary = failure.getErrorCode() & 0xff;
        return primary == BUSY || primary == LOCKED;
    }

    static Problem locked(@Nullable String holder) {
        return DatabaseMessages.lockedFile(holder);
    }

    private static Optional<Path> file(Connection connection) {
        try {
            return DatabaseFile.path(connection).map(Path::of);
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }
}
