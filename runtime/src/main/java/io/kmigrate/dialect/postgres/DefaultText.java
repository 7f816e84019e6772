package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DefaultNumber;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Defaults as {@code pg_get_expr} writes them: {@code 'new'::character varying}, {@code now()}. */
final class DefaultText {
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*+)'(?:::[\\w .\"()\\[\\],]+)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern NULL = Pattern.compile("NULL(::[\\w .\"()\\[\\],]+)?");

    /** As the server prints a moment, whose offset has no minutes where it needs none. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT);

    private DefaultText() {}

    /** The literal without its cast, or the expression as it is; null where the default is NULL. */
    static @Nullable DefaultValue parse(String text, ColumnType type) {
        if (NULL.matcher(text).matches()) {
            return null;
        }
        Matcher quoted = QUOTED.matcher(text);
        String plain = quoted.matches() ? quoted.group(1).replace("''", "'") : text;
        if (type.isNumber() && NUMBER.matcher(plain).matches()) {
            return new DefaultValue.Literal(type.accept(new DefaultNumber(new BigDecimal(plain))));
        }
        if (text.equals("true") || text.equals("false")) {
            return new DefaultValue.Literal(Boolean.valueOf(text));
        }
        if (quoted.matches()) {
            return new DefaultValue.Literal(type.equals(new TimestampType(true)) ? moment(plain) : plain);
        }
        return new DefaultValue.Expression(text);
    }

    private static Object moment(String text) {
        try {
            return OffsetDateTime.parse(text, MOMENT).toInstant();
        } catch (DateTimeParseException infinity) {
            return text;
        }
    }
}
