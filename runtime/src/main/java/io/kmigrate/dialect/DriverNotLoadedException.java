package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** The driver is there, and its native library or a class that it needs cannot be loaded. */
public final class DriverNotLoadedException extends MigrationException {
    private final DatabaseUrl url;

    DriverNotLoadedException(DatabaseUrl url, Throwable cause) {
        super(
                Problem.of(
                        ErrorCode.DRIVER_NOT_LOADED,
                        "the driver of " + url.masked() + " cannot be loaded: " + cause.getMessage(),
                        "let the folder for temporary files have space and allow programs; where that is not it, make"
                                + " sure that the class path has the driver with all it needs"),
                cause);
        this.url = url;
    }

    public DatabaseUrl url() {
        return url;
    }
}
