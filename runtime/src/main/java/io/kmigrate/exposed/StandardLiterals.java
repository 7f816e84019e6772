package io.kmigrate.exposed;

import io.kmigrate.schema.SqlString;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import kotlin.Pair;
import org.jetbrains.exposed.v1.core.Expression;
import org.jetbrains.exposed.v1.core.IColumnType;
import org.jetbrains.exposed.v1.core.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Values in an expression as standard SQL. Exposed writes line breaks as backslashes, bytes as they are, and the
 * quote of a single character without doubling it: no database reads these as the value.
 */
final class StandardLiterals {
    private StandardLiterals() {}

    /** The expression as Exposed renders it, with the values that it would write otherwise put right. */
    static String render(Expression<?> expression) {
        String plain = new QueryBuilder(false).append(expression).toString();
        QueryBuilder prepared = new QueryBuilder(true).append(expression);
        List<Pair<IColumnType<?>, Object>> values = prepared.getArgs();
        if (values.stream().allMatch(value -> literal(value).equals(ofExposed(value)))) {
            return plain;
        }
        return filled(
                prepared.toString(),
                values.stream().map(StandardLiterals::literal).toList());
    }

    /**
     * A condition that Exposed rendered by itself.
     *
     * @throws IllegalArgumentException where it may have written a line break
     */
    static String rendered(String condition) {
        return SqlString.withPlain(condition, StandardLiterals::ofRendered);
    }

    private static String ofRendered(String text) {
        if (text.contains("\\n") || text.contains("\\r")) {
            throw new IllegalArgumentException(
                    "Exposed writes a line break in the text of a check as \\n, which is also"
                            + " how it writes a backslash and an n: give the condition as SQL text, check(name, \"…\")");
        }
        return SqlString.of(text);
    }

    /** The text with the literals in the places of its question marks. */
    private static String filled(String text, List<String> literals) {
        List<String> parts = List.of(text.split("\\?", -1));
        if (parts.size() != literals.size() + 1) {
            throw new IllegalArgumentException(
                    "an expression has a question mark beside a value that needs quotes of its own: write it as SQL text");
        }
        StringBuilder filled = new StringBuilder(parts.get(0));
        for (int place = 0; place < literals.size(); place++) {
            filled.append(literals.get(place)).append(parts.get(place + 1));
        }
        return filled.toString();
    }

    private static String literal(Pair<IColumnType<?>, Object> argument) {
        Object stored = ExposedValues.stored(argument.getFirst(), argument.getSecond());
        if (stored instanceof String text) {
            return SqlString.of(text);
        }
        return stored instanceof byte[] bytes ? "X'" + HexFormat.of().formatHex(bytes) + "'" : ofExposed(argument);
    }

    @SuppressWarnings("unchecked")
    private static String ofExposed(Pair<IColumnType<?>, Object> argument) {
        return ((IColumnType<@Nullable Object>) Objects.requireNonNull(argument.getFirst()))
                .valueToString(argument.getSecond());
    }
}
