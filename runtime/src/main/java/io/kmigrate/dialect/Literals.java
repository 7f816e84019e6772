package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Java values as SQL literals. Date and time literals are quoted text, which takes the column's type. */
@API(status = EXPERIMENTAL, since = "0.1")
public class Literals {
    /** Microseconds: what every supported database keeps; trailing zeros go. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter(Locale.ROOT);

    /**
     * Renders a value.
     *
     * @throws IllegalArgumentException for a value of a type that no literal is known for
     */
    public final String render(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean flag) {
            return bool(flag);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Double || value instanceof Float) {
            return floating(((Number) value).doubleValue(), value.toString());
        }
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return bytes(HexFormat.of().formatHex(bytes));
        }
        if (value instanceof Collection<?> values) {
            return array(values);
        }
        if (value instanceof Temporal) {
            return dateTime(value, plainText(value));
        }
        return value instanceof UUID id ? uuid(id) : text(plainText(value));
    }

    /** A date, a time or a moment, given with the text that says it. */
    protected String dateTime(Object value, String text) {
        return text(text);
    }

    /** What stands between the quotes of a literal. */
    protected String plainText(Object value) {
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof LocalDateTime moment) {
            return DATE_TIME.format(moment);
        }
        if (value instanceof Instant moment) {
            return DATE_TIME.format(moment.atOffset(ZoneOffset.UTC)) + "+00:00";
        }
        if (value instanceof OffsetDateTime moment) {
            return DATE_TIME.format(moment) + moment.getOffset().getId().replace("Z", "+00:00");
        }
        throw new IllegalArgumentException("no SQL literal is known for a value of type "
                + value.getClass().getName());
    }

    /** An expression for the moment a statement runs, with the zone it is told in. */
    public String now() {
        return "CURRENT_TIMESTAMP";
    }

    protected String bool(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    protected String floating(double value, String text) {
        return Double.isFinite(value) ? text : text(text);
    }

    protected String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** An array, where the database has them. */
    protected String array(Collection<?> values) {
        throw new IllegalArgumentException("no SQL literal is known for a list of values");
    }

    protected String uuid(UUID value) {
        return text(value.toString());
    }

    /** Bytes, given in hexadecimal. */
    protected String bytes(String hex) {
        return "X'" + hex + "'";
    }
}
