package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads exceptions that others have thrown. Scripts are code: the causes of an exception may lead back to it or never
 * end, and its own methods may throw.
 */
@API(status = INTERNAL, since = "0.1")
public final class Causes {
    private static final int MOST = 100;

    private static final String ENDLESS = "a function calls itself without an end";

    private Causes() {}

    /** {@code failure} and what has caused it, from the outermost on; each once, and a hundred at most. */
    public static List<Throwable> of(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        Throwable cause = failure;
        while (cause != null && causes.size() < MOST && seen.add(cause)) {
            causes.add(cause);
            cause = next(cause);
        }
        return causes;
    }

    /** The outermost of {@code type}. */
    public static <T> Optional<T> first(@Nullable Throwable failure, Class<T> type) {
        return of(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** What it says; null when it says nothing, or fails to. */
    public static @Nullable String message(Throwable failure) {
        try {
            String message = failure.getMessage();
            if (message == null || message.isBlank()) {
                return failure instanceof StackOverflowError ? ENDLESS : null;
            }
            return message.strip();
        } catch (RuntimeException | Error broken) {
            return null;
        }
    }

    private static @Nullable Throwable next(Throwable cause) {
        try {
            return cause.getCause();
        } catch (RuntimeException | Error broken) {
            return null;
        }
    }
}
