package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.DefaultNumber;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Defaults as DATA_DEFAULT keeps them: the text of the statement, with what stood behind it. */
final class DefaultText {
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*+)'");
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
                ? new DefaultValue.Literal(type.accept(new OracleNumber(new BigDecimal(plain))))
                : new DefaultValue.Expression(plain);
    }

    private static final class OracleNumber extends DefaultNumber {
        OracleNumber(BigDecimal number) {
            super(number);
        }

        @Override
        protected Object whole(IntegerType type) {
            return type.unsigned() && type.bits() == 64 ? number() : super.whole(type);
        }
    }
}
