package io.kmigrate.operation;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a constraint without a name is called when it must be named: as PostgreSQL would name it, such as
 * {@code users_email_key}. By these names it can be dropped.
 */
public final class ImpliedNames {
    /** What every supported database takes. */
    private static final int LENGTH = 60;

    private final Table table;
    private final Set<String> taken;

    private ImpliedNames(Table table) {
        this.table = table;
        this.taken = new HashSet<>(table.constraintNames());
    }

    /** The table with a name for every constraint, in the same order. */
    public static Table given(Table table) {
        return new ImpliedNames(table).named();
    }

    private Table named() {
        PrimaryKey key = table.primaryKey();
        List<UniqueConstraint> uniques = new ArrayList<>();
        table.uniqueConstraints()
                .forEach(unique ->
                        uniques.add(unique.name() == null ? unique.withName(free(unique.columns(), "key")) : unique));
        List<CheckConstraint> checks = new ArrayList<>();
        table.checkConstraints()
                .forEach(check ->
                        checks.add(check.name() == null ? check.withName(free(mentioned(check), "check")) : check));
        List<ForeignKey> keys = new ArrayList<>();
        table.foreignKeys()
                .forEach(foreign ->
                        keys.add(foreign.name() == null ? foreign.withName(free(foreign.columns(), "fkey")) : foreign));
        return table.withPrimaryKey(
                        key == null || key.name() != null
                                ? key
                                : new PrimaryKey(free(List.of(), "pkey"), key.columns()))
                .withUniqueConstraints(uniques)
                .withCheckConstraints(checks)
                .withForeignKeys(keys);
    }

    /** The column, where the condition is about one. */
    private List<String> mentioned(CheckConstraint check) {
        List<String> columns = table.columns().stream()
                .map(column -> column.name())
                .filter(column -> ColumnMention.isIn(check.condition(), column))
                .toList();
        return columns.size() == 1 ? columns : List.of();
    }

    private String free(List<String> columns, String suffix) {
        List<String> words = new ArrayList<>(List.of(table.name().name()));
        words.addAll(columns);
        words.add(suffix);
        String name = shortened(String.join("_", words));
        String result = name;
        for (int number = 1; !taken.add(result); number++) {
            result = name + number;
        }
        return result;
    }

    /** A long name keeps its beginning, and a number that tells it from others that begin so. */
    private static String shortened(String name) {
        return name.length() <= LENGTH
                ? name
                : name.substring(0, LENGTH - 9) + "_" + String.format("%08x", name.hashCode());
    }
}
