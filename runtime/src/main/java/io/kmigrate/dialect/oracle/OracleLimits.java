package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.operation.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long DDL of a session waits for locks, in whole seconds. What changes rows waits for ever, and how long
 * a statement runs is a matter of the user's profile.
 */
final class OracleLimits {
    /** DDL does not wait, unless the administrator says otherwise; a session cannot ask what he said. */
    static final long DEFAULT = 0;

    private OracleLimits() {}

    /** In seconds, at least one; null where nothing is said. */
    static @Nullable Long wait(Limits limits) {
        if (limits.statement() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedRunMessages.statementTimeoutOutsideProfile("Oracle"));
        }
        Duration lock = limits.lock();
        return lock == null ? null : (Long) Math.max(1, (lock.toMillis() + 999) / 1000);
    }

    /** The parameter of https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/DDL_LOCK_TIMEOUT.html. */
    static String statement(long seconds) {
        return "ALTER SESSION SET DDL_LOCK_TIMEOUT = " + seconds;
    }
}
