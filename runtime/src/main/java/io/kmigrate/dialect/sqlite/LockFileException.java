package io.kmigrate.dialect.sqlite;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** The lock file could not be made, or not be removed. */
public final class LockFileException extends MigrationException {
    private final transient Path file;

    LockFileException(Path file, IOException cause) {
        super(
                Problem.of(
                        ErrorCode.LOCK_FILE,
                        "the lock file " + file + " cannot be used: " + cause,
                        "let this user write to the database's folder: SQLite needs that too"),
                cause);
        this.file = file;
    }

    public Path file() {
        return file;
    }
}
