package io.kmigrate.lock;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Another migrator held the lock until the timeout. Nothing was changed. */
public final class LockNotWonException extends MigrationException {
    private final Duration waited;

    public LockNotWonException(Duration waited, @Nullable String holder) {
        super(Problem.of(
                ErrorCode.LOCKED,
                "another migrator holds the lock of this database after " + waited.toSeconds() + " s of waiting"
                        + (holder == null ? "" : ": " + holder),
                "wait until it has finished and run again, or wait longer with --lock-timeout"));
        this.waited = waited;
    }

    public Duration waited() {
        return waited;
    }
}
