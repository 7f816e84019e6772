package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Causes;
import io.kmigrate.failure.Facts;
import org.apiguardian.api.API;

/** What a database said, without what its driver puts before it, such as the number of a connection. */
@API(status = INTERNAL, since = "0.1")
public final class DatabaseWords {
    private DatabaseWords() {}

    /** The message of a failure; its class where it has none. */
    public static String of(Throwable failure) {
        String message = Causes.message(failure);
        return message == null ? failure.getClass().getName() : cleaned(message);
    }

    /** The facts of a failure. */
    public static Facts facts(Throwable failure) {
        return Facts.of(failure).masked(DatabaseWords::cleaned);
    }

    /** Not every exception tells whose driver threw it, so each takes out what is its own. */
    private static String cleaned(String message) {
        String cleaned = message;
        for (Dialect dialect : Dialects.inOrder()) {
            cleaned = dialect.driver().databaseMessage(cleaned);
        }
        return cleaned;
    }
}
