package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, as facts: what happened, where, what to do next. A surface lays them out.
 *
 * @param message what happened, one sentence without a final full stop; a list below it may take more lines
 * @param location where, when a file is to blame
 * @param fix what to do next
 * @param facts what else is known
 */
@API(status = STABLE, since = "0.1")
public record Problem(
        ErrorCode code,
        String message,
        @Nullable Location location,
        @Nullable Fix fix,
        Facts facts) implements Serializable {
    /** With one fix for everybody, and no facts. */
    public Problem(ErrorCode code, String message, @Nullable Location location, @Nullable String fix) {
        this(code, message, location, fix == null ? null : Fix.of(fix), Facts.NONE);
    }

    /** A problem that no file is to blame for. */
    public static Problem of(ErrorCode code, String message, @Nullable Fix fix) {
        return new Problem(code, message, null, fix, Facts.NONE);
    }

    /** The same, with one fix for everybody. */
    public static Problem of(ErrorCode code, String message, @Nullable String fix) {
        return new Problem(code, message, null, fix);
    }

    /** The same problem, found in {@code place}. */
    public Problem at(@Nullable Location place) {
        return new Problem(code, message, place, fix, facts);
    }

    /** The same problem, with what else is known. */
    public Problem with(Facts known) {
        return new Problem(code, message, location, fix, known);
    }

    /** The failure of this problem alone, for problems that no caller tells apart by type. */
    public MigrationException exception() {
        return new MigrationException(this);
    }

    /** The sentence with its details, a line each: for logs and stack traces. */
    public String text() {
        List<Facts.Detail> details = facts.details();
        return Stream.concat(Stream.of(message), details.stream().map(detail -> detail.label() + ": " + detail.text()))
                .collect(Collectors.joining("\n"));
    }
}
