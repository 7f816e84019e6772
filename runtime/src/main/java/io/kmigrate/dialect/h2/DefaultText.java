package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.DefaultNumber;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Defaults as COLUMN_DEFAULT has them: {@code 'new'}, {@code DATE '2020-01-02'}, {@code RANDOM_UUID()}. */
final class DefaultText {
    private static final Pattern QUOTED = Pattern.compile(
            "(?:(?:DATE|TIME|TIMESTAMP|TIMESTAMP WITH TIME ZONE|TIME WITH TIME ZONE|UUID|JSON) )?('(?:[^']|'')*+')");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private DefaultText() {}

    /** The literal, or the expression as it is; null where the default is NULL. */
    static @Nullable DefaultValue parse(String kept, ColumnType type) {
        String text = SqlText.written(kept);
        if (text.equals("NULL")) {
            return null;
        }
        Matcher quoted = QUOTED.matcher(text);
        String plain = quoted.matches() ? SqlText.unquoted(quoted.group(1)) : text;
        if (type.isNumber() && NUMBER.matcher(plain).matches()) {
            return new DefaultValue.Literal(type.accept(new DefaultNumber(new BigDecimal(plain))));
        }
        if (text.equals("TRUE") || text.equals("FALSE")) {
            return new DefaultValue.Literal(text.equals("TRUE"));
        }
        if (quoted.matches()) {
            return new DefaultValue.Literal(type.equals(new TimestampType(true)) ? moment(plain) : plain);
        }
        return new DefaultValue.Expression(text);
    }

    private static Object moment(String text) {
        try {
            return OffsetDateTime.parse(text.replaceFirst(" ", "T").replaceFirst("([+-]\\d\\d)$", "$1:00"))
                    .toInstant();
        } catch (DateTimeParseException other) {
            return text;
        }
    }
}
