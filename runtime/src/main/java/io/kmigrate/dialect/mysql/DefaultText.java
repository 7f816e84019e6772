package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.DefaultNumber;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Defaults as information_schema has them: {@code 'it''s'} on MariaDB, {@code it's} on MySQL. */
final class DefaultText {
    /** The ways to say the moment of the insert, with or without digits of a second. */
    static final Pattern NOW =
            Pattern.compile("(?i)(current_timestamp|now|localtimestamp|localtime)\\s*(\\(\\s*\\d*\\s*\\))?");

    /** A default, or NULL, with the moment of an update behind it. */
    static final Pattern UPDATING = Pattern.compile("(?is)(?<before>.+?)\\s+ON\\s+UPDATE\\s+" + NOW);

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");

    /** Bits and bytes, which are a value rather than an expression. */
    static final Pattern BINARY = Pattern.compile("(?i)b'[01]*'|0x[0-9a-f]+|x'[0-9a-f]*'");

    private static final Pattern HEXADECIMAL =
            Pattern.compile("(?i)convert\\((?:x'|0x)((?:[0-9a-f]{2})*+)'? using utf8mb4\\)");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\]|''|\\\\.)*+)'", Pattern.DOTALL);

    private DefaultText() {}

    /** Null where there is no default, or it is NULL. */
    static @Nullable DefaultValue parse(
            @Nullable String text, String extra, ColumnType type, @Nullable String collation, Product flavour) {
        if (text == null || (flavour.quotesDefaults() && text.equals("NULL"))) {
            return null;
        }
        boolean plain = !flavour.quotesDefaults() && !extra.contains("DEFAULT_GENERATED");
        if (plain) {
            return plain(text, type, collation, new MysqlTypes(flavour));
        }
        String expression = ExpressionText.ofCatalog(text, flavour);
        if (NOW.matcher(expression).matches()) {
            return new DefaultValue.Expression("CURRENT_TIMESTAMP");
        }
        if (QUOTED.matcher(expression).matches()) {
            return new DefaultValue.Literal(value(unquote(expression), type));
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(expression);
        if (hexadecimal.matches()) {
            byte[] bytes = HexFormat.of().parseHex(hexadecimal.group(1));
            return new DefaultValue.Literal(value(new String(bytes, StandardCharsets.UTF_8), type));
        }
        return NUMBER.matcher(expression).matches()
                ? new DefaultValue.Literal(value(expression, type))
                : new DefaultValue.Expression(expression);
    }

    /** MySQL says bits as {@code b'1'} and bytes as {@code 0x61}, also where they are the letters of an enumeration. */
    private static DefaultValue plain(String text, ColumnType type, @Nullable String collation, MysqlTypes types) {
        if (types.isBits(type)) {
            return new DefaultValue.Expression(text);
        }
        if (BYTES.matcher(text).matches()) {
            if (types.isBinary(type)) {
                return new DefaultValue.Expression(text.equals("0x") ? "X''" : text);
            }
            if ("binary".equals(collation)) {
                byte[] letters = HexFormat.of().parseHex(text.substring(2));
                return new DefaultValue.Literal(new String(letters, StandardCharsets.UTF_8));
            }
        }
        return new DefaultValue.Literal(value(text, type));
    }

    /** Of a string in the escapes that the catalog uses in every {@code sql_mode}. */
    static String unquote(String quoted) {
        StringBuilder text = new StringBuilder();
        for (int index = 1; index < quoted.length() - 1; index++) {
            char current = quoted.charAt(index);
            if (current == '\'') {
                index++;
            } else if (current == '\\') {
                index++;
                current = escaped(quoted.charAt(index));
            }
            text.append(current);
        }
        return text.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'Z' -> '\u001a';
            default -> letter;
        };
    }

    /** In the Java type that Exposed has for the column. */
    private static Object value(String text, ColumnType type) {
        if (type instanceof UuidType && text.length() == 36) {
            return UUID.fromString(text);
        }
        if (!NUMBER.matcher(text).matches()) {
            return text;
        }
        return type.accept(new MysqlNumber(text));
    }

    /** What is no number to its column stays text. */
    private static final class MysqlNumber extends DefaultNumber {
        private final String text;

        MysqlNumber(String text) {
            super(new BigDecimal(text));
            this.text = text;
        }

        @Override
        public Object otherwise(ColumnType type) {
            return text;
        }

        @Override
        public Object decimalType(DecimalType type) {
            return number();
        }

        @Override
        protected Object whole(IntegerType type) {
            int bits = type.unsigned() ? type.bits() * 2 : type.bits();
            return bits > 64 ? number().toBigInteger() : super.whole(new IntegerType(bits, false));
        }
    }
}
