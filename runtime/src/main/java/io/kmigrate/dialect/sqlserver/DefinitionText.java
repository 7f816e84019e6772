package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.DefaultNumber;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Definitions as the sys views write them: {@code ((0))}, {@code (N'new')} or {@code ([total]>=(0))}. */
final class DefinitionText {
    private static final Pattern QUOTED = Pattern.compile("N?'((?:[^']|'')*+)'");
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
            BigDecimal number = new BigDecimal(text.endsWith(".") ? text + "0" : text);
            return new DefaultValue.Literal(type.accept(new SqlServerNumber(number)));
        }
        return new DefaultValue.Expression(text);
    }

    private static final class SqlServerNumber extends DefaultNumber {
        SqlServerNumber(BigDecimal number) {
            super(number);
        }

        /** A TINYINT has no sign, so that its values need more room than a byte. */
        @Override
        protected Object whole(IntegerType type) {
            return type.bits() == 8 ? (Object) number().shortValue() : super.whole(type);
        }
    }
}
