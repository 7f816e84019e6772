package io.kmigrate.dialect.sqlite;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind DEFAULT: a literal where it is one, an expression where not. */
final class DefaultText {
    private DefaultText() {}

    /** Null for {@code DEFAULT NULL}, which is no default. */
    static @Nullable DefaultValue parse(Clause clause, ColumnType type) {
        int first = clause.name() == null ? 1 : 3;
        String text = Parentheses.strip(
                clause.source().substring(clause.tokens().get(first).start(), clause.end()));
        List<Token> tokens = Tokenizer.of(text);
        Token last = tokens.get(tokens.size() - 1);
        boolean isNegative = tokens.size() == 2 && tokens.get(0).is('-');
        boolean isSigned = isNegative || (tokens.size() == 2 && tokens.get(0).is('+'));
        if (tokens.size() == 1 && last.is("null")) {
            return null;
        }
        if ((tokens.size() == 1 || isSigned) && last.kind() == Token.Kind.NUMBER) {
            return number((isNegative ? "-" : "") + last.text(), type);
        }
        if (tokens.size() == 1 && (last.kind() == Token.Kind.STRING || last.kind() == Token.Kind.QUOTED_NAME)) {
            return new DefaultValue.Literal(last.name());
        }
        if (tokens.size() == 1 && (last.is("true") || last.is("false"))) {
            return new DefaultValue.Literal(last.is("true"));
        }
        return new DefaultValue.Expression(text);
    }

    private static DefaultValue number(String text, ColumnType type) {
        BigDecimal value;
        try {
            value = new BigDecimal(text.replace("_", ""));
        } catch (NumberFormatException hexadecimal) {
            return new DefaultValue.Expression(text);
        }
        return new DefaultValue.Literal(type.accept(new SqliteNumber(value)));
    }

    /** A number in the Java type that Exposed has for the column; the smallest that holds it for others. */
    private record SqliteNumber(BigDecimal value) implements DefaultingColumnTypeVisitor<Object> {
        @Override
        public Object otherwise(ColumnType type) {
            if (!fitsLong()) {
                return value;
            }
            boolean isLong = value.longValue() != value.intValue();
            return isLong ? (Object) value.longValue() : (Object) value.intValue();
        }

        @Override
        public Object booleanType(BooleanType type) {
            boolean isBit = value.scale() <= 0 && value.abs().compareTo(BigDecimal.ONE) <= 0;
            return isBit ? (Object) (value.signum() != 0) : otherwise(type);
        }

        @Override
        public Object floatType(FloatType type) {
            return value.doubleValue();
        }

        @Override
        public Object integerType(IntegerType type) {
            return type.bits() == 64 && fitsLong() ? (Object) value.longValue() : otherwise(type);
        }

        private boolean fitsLong() {
            return value.scale() <= 0 && value.precision() <= 18;
        }
    }
}
