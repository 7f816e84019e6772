package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Literals;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Literals as Exposed writes them, so that rows of a script and of the application are equal: a boolean is 1
 * or 0, a UUID its 16 bytes, a moment text with milliseconds. Exposed keeps an {@link Instant} as the wall clock of the
 * machine's time zone, and so must this.
 */
final class SqliteLiterals extends Literals {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private static final DateTimeFormatter ZONED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSXXX", Locale.ROOT);

    @Override
    protected String bool(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    protected String uuid(UUID value) {
        return bytes(value.toString().replace("-", ""));
    }

    @Override
    protected String plainText(Object value) {
        if (value instanceof LocalDateTime moment) {
            return LOCAL.format(moment);
        }
        if (value instanceof Instant moment) {
            return LOCAL.format(moment.atZone(ZoneId.systemDefault()));
        }
        return value instanceof OffsetDateTime moment ? ZONED.format(moment) : super.plainText(value);
    }
}
