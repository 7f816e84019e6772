package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions a rebuild must not go on without, as plain SQL: a temporary table with a check each, named by
 * the sentence that the user sees in SQLite's "CHECK constraint failed: …".
 */
final class RebuildGuard {
    private static final String TABLE = "temp.\"kmigrate_guard\"";

    private final Names names;
    private final List<Condition> beforeCopy = new ArrayList<>();
    private final List<Condition> afterCopy = new ArrayList<>();

    RebuildGuard(Names names) {
        this.names = names;
    }

    /**
     * One thing that must not be.
     *
     * @param query gives the number of rows that break it
     */
    private record Condition(String column, String sentence, String query) {}

    void beforeCopy(String sentence, String query) {
        beforeCopy.add(new Condition(nextName(), sentence, query));
    }

    void afterCopy(String sentence, String query) {
        afterCopy.add(new Condition(nextName(), sentence, query));
    }

    private String nextName() {
        return "c" + (beforeCopy.size() + afterCopy.size() + 1);
    }

    /** Makes the table; a leftover of this connection goes first. */
    List<String> open() {
        List<Condition> all = new ArrayList<>(beforeCopy);
        all.addAll(afterCopy);
        return List.of(
                "DROP TABLE IF EXISTS " + TABLE,
                all.stream()
                        .map(condition -> condition.column() + " CONSTRAINT " + names.quote(condition.sentence())
                                + " CHECK (" + condition.column() + " = 0)")
                        .collect(Collectors.joining(",\n    ", "CREATE TEMP TABLE \"kmigrate_guard\" (\n    ", "\n)")));
    }

    List<String> checkBeforeCopy() {
        return check(beforeCopy);
    }

    List<String> checkAfterCopy() {
        return check(afterCopy);
    }

    List<String> close() {
        return List.of("DROP TABLE " + TABLE);
    }

    private static List<String> check(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return List.of();
        }
        return List.of("INSERT INTO " + TABLE + " ("
                + conditions.stream().map(Condition::column).collect(Collectors.joining(", ")) + ")\nSELECT\n    "
                + conditions.stream()
                        .map(condition -> "(" + condition.query() + ")")
                        .collect(Collectors.joining(",\n    ")));
    }
}
