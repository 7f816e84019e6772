package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** Whether operations run in parts that let others work, rather than by their plain statements. */
@API(status = STABLE, since = "0.1")
public enum OnlineMode {
    /** Those on tables that are large now. */
    AUTO,
    /** All that would keep others waiting; a revision with one that has no such form is refused. */
    ALWAYS,
    /** None. */
    NEVER;

    /** As settings and scripts write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for another word. */
    public static Optional<OnlineMode> of(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
    }
}
