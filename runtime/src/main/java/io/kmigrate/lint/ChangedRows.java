package io.kmigrate.lint;

import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many rows of a table a statement chooses, as far as its condition tells. */
final class ChangedRows {
    private static final Set<String> RANGES = Set.of("<", ">", "between");

    /** With the signs of a comparison in them, and none of a range. */
    private static final Pattern OTHER_SIGNS = Pattern.compile("<>|[-=#@?]>|->>|<@");

    private ChangedRows() {}

    /** Whether a range of keys, or keys themselves, keep the statement short. */
    static boolean areFew(@Nullable String condition, Optional<Table> table) {
        if (condition == null) {
            return false;
        }
        Mentions mentions = Mentions.in(OTHER_SIGNS.matcher(condition).replaceAll(" "));
        boolean isList = !mentions.names("or") && !mentions.names("not") && !mentions.names("select");
        return RANGES.stream().anyMatch(mentions::names)
                || (isList && table.stream().flatMap(ChangedRows::keys).anyMatch(key -> isFixed(key, condition)));
    }

    private static Stream<List<String>> keys(Table table) {
        Stream<List<String>> primary = Stream.ofNullable(table.primaryKey()).map(key -> key.columns());
        return Stream.concat(primary, table.uniqueConstraints().stream().map(key -> key.columns()));
    }

    private static boolean isFixed(List<String> key, String condition) {
        return key.stream()
                .allMatch(column -> Pattern.compile(
                                "(?<![\\w$])" + Pattern.quote(column) + "[\"`\\]]?+\\s*+(?:=|in\\b)",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(condition)
                        .find());
    }
}
