package io.kmigrate.failure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a cause that cannot be serialized, such as one of Exposed's, whose statements hold a connection.
 * Says and shows the same, and has causes that can be.
 */
final class PortableCause extends Exception {
    private final String text;

    private PortableCause(Throwable original, @Nullable Throwable cause) {
        super(Causes.message(original), cause);
        String message = Causes.message(original);
        this.text = original.getClass().getName() + (message == null ? "" : ": " + message);
        setStackTrace(original.getStackTrace());
    }

    /** {@code cause} itself where it can be serialized. */
    static @Nullable Throwable of(@Nullable Throwable cause) {
        if (cause == null || isSerializable(cause)) {
            return cause;
        }
        List<Throwable> causes = Causes.of(cause);
        Throwable portable = null;
        for (int place = causes.size() - 1; place >= 0; place--) {
            portable = new PortableCause(causes.get(place), portable);
        }
        return portable;
    }

    private static boolean isSerializable(Throwable cause) {
        try (ObjectOutputStream attempt = new ObjectOutputStream(new ByteArrayOutputStream())) {
            attempt.writeObject(cause);
            return true;
        } catch (IOException | RuntimeException | StackOverflowError refused) {
            return false;
        }
    }

    /** As the original: its class is part of what it says. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return text;
    }
}
