package io.kmigrate.dialect.sqlite;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
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
        if (type instanceof BooleanType && value.scale() <= 0 && value.abs().compareTo(BigDecimal.ONE) <= 0) {
            return new DefaultValue.Literal(value.signum() != 0);
        }
        if (type instanceof FloatType) {
            return new DefaultValue.Literal(value.doubleValue());
        }
        if (value.scale() > 0 || value.precision() > 18) {
            return new DefaultValue.Literal(value);
        }
        boolean isLong =
                (type instanceof IntegerType integer && integer.bits() == 64) || value.longValue() != value.intValue();
        return new DefaultValue.Literal(isLong ? (Object) value.longValue() : (Object) value.intValue());
    }
}
