package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.operation.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a statement of a session waits for locks; how long it runs, the server does not limit. */
final class SqlServerLimits {
    /** What {@code @@LOCK_TIMEOUT} says of a session that waits for ever. */
    static final int FOR_EVER = -1;

    private SqlServerLimits() {}

    /** In milliseconds; null where nothing is said. */
    static @Nullable Long wait(Limits limits) {
        if (limits.statement() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedRunMessages.statementTimeoutOutsideDriver("SQL Server"));
        }
        Duration lock = limits.lock();
        return lock == null ? null : (Long) lock.toMillis();
    }

    /** The statement of https://learn.microsoft.com/sql/t-sql/statements/set-lock-timeout-transact-sql. */
    static String statement(long milliseconds) {
        return "SET LOCK_TIMEOUT " + milliseconds;
    }
}
