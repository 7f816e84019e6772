package io.kmigrate.failure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a cause that cannot be serialized, such as one of Exposed's, whose statements hold a connection.
 * Says and shows the same, and has causes that can be.
 */
final class PortableCause extends Exception {
    private final String text;

    private PortableCause(Throwable original, @Nullable Throwable cause) {
        super(original.getMessage(), cause);
        this.text = original.toString();
        setStackTrace(original.getStackTrace());
    }

    /** {@code cause} itself where it can be serialized. */
    static @Nullable Throwable of(@Nullable Throwable cause) {
        return cause == null || isSerializable(cause) ? cause : new PortableCause(cause, of(cause.getCause()));
    }

    private static boolean isSerializable(Throwable cause) {
        try (ObjectOutputStream attempt = new ObjectOutputStream(new ByteArrayOutputStream())) {
            attempt.writeObject(cause);
            return true;
        } catch (IOException | RuntimeException refused) {
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
