package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.NearNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How constraints and indexes are called that a model gives no name: texts with {@code {table}},
 * {@code {schema}}, {@code {columns}}, {@code {column}} (the first) and, in foreign keys,
 * {@code {referenced_table}} and {@code {referenced_columns}}. Null leaves a kind as it would be without.
 */
@API(status = STABLE, since = "0.1")
public record NamingConvention(
        @Nullable String primaryKey,
        @Nullable String unique,
        @Nullable String check,
        @Nullable String foreignKey,
        @Nullable String index,
        @Nullable String uniqueIndex) {
    private static final Set<String> TOKENS = Set.of("table", "schema", "columns", "column");
    private static final Set<String> KEY_TOKENS = Set.of("referenced_table", "referenced_columns");
    private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");

    /**
     * Checks each text.
     *
     * @throws IllegalArgumentException for a token that is not known, or that the kind does not have
     */
    public NamingConvention {
        require("primaryKey", primaryKey, false);
        require("unique", unique, false);
        require("check", check, false);
        require("foreignKey", foreignKey, true);
        require("index", index, false);
        require("uniqueIndex", uniqueIndex, false);
    }

    /** Every name is as it would be without. */
    public static NamingConvention none() {
        return new NamingConvention(null, null, null, null, null, null);
    }

    /** This one, and {@code other} for what this says nothing of. */
    public NamingConvention or(NamingConvention other) {
        return new NamingConvention(
                first(primaryKey, other.primaryKey),
                first(unique, other.unique),
                first(check, other.check),
                first(foreignKey, other.foreignKey),
                first(index, other.index),
                first(uniqueIndex, other.uniqueIndex));
    }

    private static @Nullable String first(@Nullable String left, @Nullable String right) {
        return left == null ? right : left;
    }

    /**
     * A name, or empty where {@code text} is null. What would make it hard to read is left out: signs that stand
     * for nothing, and the underscores around them.
     *
     * @param values by token
     */
    public static Optional<String> name(@Nullable String text, Map<String, String> values) {
        if (text == null) {
            return Optional.empty();
        }
        String filled = TOKEN.matcher(text)
                .replaceAll(token -> Matcher.quoteReplacement(
                        values.getOrDefault(token.group(1), "").replaceAll("[^\\p{L}\\p{N}_$]+", "_")));
        return Optional.of(filled.replaceAll("_{2,}", "_").replaceAll("^_|_$", ""));
    }

    private static void require(String kind, @Nullable String text, boolean isForeignKey) {
        if (text == null) {
            return;
        }
        List<String> known = Stream.concat(TOKENS.stream(), isForeignKey ? KEY_TOKENS.stream() : Stream.empty())
                .sorted()
                .toList();
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            String token = tokens.group(1);
            if (!known.contains(token)) {
                String question = NearNames.question(token, known);
                throw new IllegalArgumentException("the name of " + kind + ", \"" + text + "\", has {" + token + "}: "
                        + (question.isEmpty() ? "known are {" + String.join("}, {", known) + "}" : question));
            }
        }
        String fixed = TOKEN.matcher(text).replaceAll("");
        if (text.isBlank() || fixed.contains("{") || fixed.contains("}")) {
            throw new IllegalArgumentException("the name of " + kind + " cannot be \"" + text + "\"");
        }
    }
}
