package io.kmigrate.dialect.oracle;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Defaults as DATA_DEFAULT keeps them: the text of the statement, with what stood behind it. */
final class DefaultText {
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private DefaultText() {}

    /** The literal, or the expression as it is; null where the default is NULL. */
    static @Nullable DefaultValue parse(String text, ColumnType type) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.equalsIgnoreCase("NULL")) {
            return null;
        }
        Matcher quoted = QUOTED.matcher(plain);
        if (quoted.matches()) {
            return new DefaultValue.Literal(quoted.group(1).replace("''", "'"));
        }
        return NUMBER.matcher(plain).matches()
                ? new DefaultValue.Literal(number(new BigDecimal(plain), type))
                : new DefaultValue.Expression(plain);
    }

    /** In the Java type that Exposed has for the column. */
    private static Object number(BigDecimal number, ColumnType type) {
        if (type instanceof BooleanType) {
            return number.signum() != 0;
        }
        if (type instanceof FloatType real) {
            return real.bits() == 32 ? (Object) number.floatValue() : (Object) number.doubleValue();
        }
        boolean isWhole = number.stripTrailingZeros().scale() <= 0;
        if (!isWhole || !(type instanceof IntegerType whole) || (whole.unsigned() && whole.bits() == 64)) {
            return number;
        }
        return switch (whole.bits()) {
            case 8 -> (Object) number.byteValue();
            case 16 -> (Object) number.shortValue();
            case 32 -> (Object) number.intValue();
            default -> (Object) number.longValue();
        };
    }
}
