package io.kmigrate.dialect.sqlserver;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Definitions as the sys views write them: {@code ((0))}, {@code (N'new')} or {@code ([total]>=(0))}. */
final class DefinitionText {
    private static final Pattern QUOTED = Pattern.compile("N?'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

    private DefinitionText() {}

    /** Without the parentheses around the whole. */
    static String plain(String definition) {
        String text = definition.strip();
        while (text.startsWith("(") && endOfGroup(text) == text.length() - 1) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    /** Where the parenthesis that opens the text is closed. */
    private static int endOfGroup(String text) {
        int depth = 0;
        char quote = 0;
        for (int index = 0; index < text.length(); index++) {
            char current = text.charAt(index);
            if (quote != 0) {
                quote = current == quote ? 0 : quote;
            } else if (current == '\'' || current == '[') {
                quote = current == '[' ? ']' : current;
            } else if (current == '(') {
                depth++;
            } else if (current == ')' && --depth == 0) {
                return index;
            }
        }
        return -1;
    }

    /** The literal, or the expression as it is; null where the default is NULL. */
    static @Nullable DefaultValue defaultValue(String definition, ColumnType type) {
        String text = plain(definition);
        if (text.equalsIgnoreCase("NULL")) {
            return null;
        }
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return new DefaultValue.Literal(quoted.group(1).replace("''", "'"));
        }
        if (NUMBER.matcher(text).matches()) {
            return number(new BigDecimal(text.endsWith(".") ? text + "0" : text), type);
        }
        return new DefaultValue.Expression(text);
    }

    /** In the Java type that Exposed has for the column. */
    private static DefaultValue number(BigDecimal number, ColumnType type) {
        Object value = number;
        if (type instanceof BooleanType) {
            value = number.signum() != 0;
        } else if (type instanceof FloatType real) {
            value = real.bits() == 32 ? (Object) number.floatValue() : (Object) number.doubleValue();
        } else if (type instanceof IntegerType whole
                && number.stripTrailingZeros().scale() <= 0) {
            value = whole(number, whole.bits());
        }
        return new DefaultValue.Literal(value);
    }

    private static Object whole(BigDecimal number, int bits) {
        return switch (bits) {
            case 8, 16 -> (Object) number.shortValue();
            case 32 -> (Object) number.intValue();
            default -> (Object) number.longValue();
        };
    }
}
