package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.OnlineMode;
import io.kmigrate.schema.LargeTable;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * When operations run in parts that let others work.
 *
 * @param mode where a script says nothing
 * @param large from which size on a table is large
 */
@API(status = INTERNAL, since = "0.1")
public record OnlineSettings(OnlineMode mode, LargeTable large) {
    /** In parts on large tables. */
    public static final OnlineSettings STANDARD = new OnlineSettings(OnlineMode.AUTO, LargeTable.STANDARD);

    /** How long a statement waits for a lock on a large table where nobody says how long: others wait behind it. */
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);
}
