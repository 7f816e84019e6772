package io.kmigrate.sql;

import io.kmigrate.dialect.DefaultNumber;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values in the words of SQL. */
final class LiteralText {
    /** Types of other names whose defaults are texts in a script. */
    private static final Set<Class<? extends ColumnType>> TEXTS = Set.of(EnumType.class, CustomType.class);

    private LiteralText() {}

    /** A default, as a value where scripts have a literal of the type. */
    static @Nullable DefaultValue defaultValue(SqlTokens sql, ColumnType type, String... ends) {
        if (sql.accept("NULL")) {
            return null;
        }
        SqlTokens copy = sql.copy();
        Optional<Object> value = value(copy);
        boolean isAlone = copy.isEnd() || copy.seesAny(ends);
        String text = sql.until(ends);
        return value.filter(literal -> isAlone && fits(literal, type))
                .<DefaultValue>map(literal -> new DefaultValue.Literal(cast(literal, type)))
                .orElseGet(() -> new DefaultValue.Expression(text));
    }

    private static boolean fits(Object literal, ColumnType type) {
        if (literal instanceof String) {
            return type.isText() || TEXTS.contains(type.getClass());
        }
        return literal instanceof Boolean ? type.equals(new BooleanType()) : isExact((BigDecimal) literal, type);
    }

    /** A number of a column that keeps it as it is written. */
    private static boolean isExact(BigDecimal number, ColumnType type) {
        return type.isNumber()
                && new BigDecimal(type.accept(new DefaultNumber(number)).toString()).compareTo(number) == 0;
    }

    private static Object cast(Object literal, ColumnType type) {
        return literal instanceof BigDecimal number ? type.accept(new DefaultNumber(number)) : literal;
    }

    /** A string, a number or a truth value; empty for anything else, such as a call. */
    static Optional<Object> value(SqlTokens sql) {
        if (sql.seesString()) {
            return sql.string().map(text -> text);
        }
        if (sql.accept("TRUE")) {
            return Optional.of(true);
        }
        if (sql.accept("FALSE")) {
            return Optional.of(false);
        }
        return sql.decimal().map(number -> number);
    }

    /** The number that text says, with its sign. */
    static Optional<BigDecimal> number(String text) {
        String plain = text.replace(" ", "").toLowerCase(Locale.ROOT);
        return plain.matches("[-+]?(\\d{1,38}(\\.\\d{0,38})?|\\.\\d{1,38})")
                ? Optional.of(new BigDecimal(plain))
                : Optional.empty();
    }
}
