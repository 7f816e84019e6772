package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedObjectMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
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

    /** NaN is null to SQLite, and a number beyond all is an infinity. */
    @Override
    protected String floating(double value, String text) {
        if (Double.isNaN(value)) {
            throw new UnsupportedOperationByDialectException(UnsupportedObjectMessages.number("SQLite", text));
        }
        return Double.isInfinite(value) ? (value < 0 ? "-9e999" : "9e999") : text;
    }

    /** SQLite reads SQL up to the first U+0000, also within quotes. */
    @Override
    protected String text(String value) {
        return value.indexOf('\0') < 0
                ? super.text(value)
                : "(CAST(X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "' AS TEXT))";
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
