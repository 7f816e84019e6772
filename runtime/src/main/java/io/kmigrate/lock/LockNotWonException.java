package io.kmigrate.lock;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Another migrator held the lock until the timeout. Nothing was changed. */
@API(status = STABLE, since = "0.1")
public final class LockNotWonException extends MigrationException {
    private final Duration waited;
    private final @Nullable String holder;

    public LockNotWonException(Duration waited, @Nullable String holder) {
        super(DatabaseMessages.locked(waited.toSeconds(), holder));
        this.waited = waited;
        this.holder = holder;
    }

    public Duration waited() {
        return waited;
    }

    /** Who held it; null where the database does not tell. */
    public @Nullable String holder() {
        return holder;
    }
}
