package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How long statements may take, so that a migration does not hold up a busy database.
 *
 * @param lock how long a statement waits for a lock that others hold; null: as the database sees fit
 * @param statement how long a statement runs, its waits included; null: as the database sees fit
 */
@API(status = STABLE, since = "0.1")
public record Limits(@Nullable Duration lock, @Nullable Duration statement) {
    /** The database's own limits. */
    public static final Limits NONE = new Limits(null, null);

    /** The databases count milliseconds in 32 bits. */
    public static final Duration LONGEST = Duration.ofDays(24);

    private static final Pattern DURATION = Pattern.compile("\\s*(\\d{1,9})\\s*(ms|s|min|h)\\s*");

    /** These, where they say something, over those of the run. */
    public Limits over(Limits run) {
        return new Limits(lock == null ? run.lock : lock, statement == null ? run.statement : statement);
    }

    /** {@code 500ms}, {@code 5s}, {@code 2min}, {@code 1h}; empty for another text, for no time at all, and for more than {@link #LONGEST}. */
    public static Optional<Duration> duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        Duration duration = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        return Optional.of(duration).filter(Limits::isPossible);
    }

    /** Whether every database can keep to it. */
    public static boolean isPossible(Duration limit) {
        return !limit.isZero() && !limit.isNegative() && limit.compareTo(LONGEST) <= 0;
    }
}
