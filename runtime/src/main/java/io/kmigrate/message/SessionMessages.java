package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What scripts change of the session they run in. */
@API(status = INTERNAL, since = "0.1")
public final class SessionMessages {
    private SessionMessages() {}

    /** {@code was}, {@code became}: null for the default. */
    public static String changed(String name, @Nullable String was, @Nullable String became) {
        return "%s was %s and became %s".formatted(name, value(was), value(became));
    }

    private static String value(@Nullable String value) {
        return value == null ? "the default" : "\"" + value + "\"";
    }

    /** {@code changes}: a line each. */
    public static Problem restored(String label, List<String> changes) {
        return Problem.of(
                ErrorCode.SESSION_CHANGED,
                "revision %s changed settings of the session, which were restored after it\n%s"
                        .formatted(label, String.join("\n", changes)),
                "restore them at the end of the script, or set them for its transaction alone");
    }

    public static String lockLost() {
        return "the migration lock is lost, or its connection does not answer any more: the run is stopped";
    }

    public static Problem notRestored(String label) {
        return Problem.of(
                ErrorCode.SESSION_NOT_RESTORED,
                "revision %s changed settings of the session that cannot be restored".formatted(label),
                new Fix(
                        "take the change out of the script, or restore the settings at its end; then run the same command again",
                        "take the change out of the script, or restore the settings at its end; then run the migrator again"));
    }
}
