package io.kmigrate.run;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database is ready for migrations: what was looked at, in the order in which it was.
 *
 * @param checks end with the first that makes the others impossible
 */
@API(status = STABLE, since = "0.1")
public record Diagnosis(List<Check> checks) {
    public Diagnosis {
        checks = List.copyOf(checks);
    }

    /** Whether no check failed; there may be warnings. */
    public boolean isReady() {
        return checks.stream().noneMatch(check -> check.health() == Health.FAILED);
    }

    /**
     * One thing that was looked at.
     *
     * @param subject in one word, such as {@code lock}
     * @param found in a sentence without its full stop
     * @param fix what helps; null where nothing is wrong, or nothing is known to help
     */
    @API(status = STABLE, since = "0.1")
    public record Check(
            String subject,
            Health health,
            String found,
            @Nullable Fix fix) {
        public static Check good(String subject, String found) {
            return new Check(subject, Health.GOOD, found, null);
        }

        public static Check warning(String subject, String found, @Nullable Fix fix) {
            return new Check(subject, Health.WARNING, found, fix);
        }

        public static Check failed(String subject, String found, @Nullable Fix fix) {
            return new Check(subject, Health.FAILED, found, fix);
        }
    }

    /** How a check ended. */
    @API(status = STABLE, since = "0.1")
    public enum Health {
        GOOD,
        /** Migrations can run, and something is worth a look. */
        WARNING,
        /** Migrations cannot run. */
        FAILED
    }
}
