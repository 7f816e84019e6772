package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** How serious a rule is to a project. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Level {
    ERROR,
    WARNING,
    INFO,
    /** The rule is not asked. */
    OFF;

    /** @throws IllegalStateException for {@link #OFF}, which finds nothing */
    Severity severity() {
        return switch (this) {
            case ERROR -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case INFO -> Severity.INFO;
            case OFF -> throw new IllegalStateException("a rule that is off finds nothing");
        };
    }
}
