package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Names constraints that have none, when they must be named: table, columns and a suffix, such as
 * {@code users_email_key}. A project's naming convention comes first. By these names a constraint can be dropped.
 */
@API(status = INTERNAL, since = "0.1")
public final class ImpliedNames {
    /** What every supported database takes. */
    private static final int LENGTH = 60;

    private final Table table;
    private final NamingConvention naming;
    private final Set<String> taken;

    private ImpliedNames(Table table, NamingConvention naming) {
        this.table = table;
        this.naming = naming;
        this.taken = new HashSet<>(table.constraintNames());
    }

    /** The table with a name for every constraint, in the same order. */
    public static Table given(Table table) {
        return given(table, NamingConvention.none());
    }

    /** The same, with a convention for some kinds of constraints. */
    public static Table given(Table table, NamingConvention naming) {
        return new ImpliedNames(table, naming).named();
    }

    /** The table with its indexes renamed that {@code isUnnamed} says nobody gave a name. */
    public static Table indexed(Table table, NamingConvention naming, Predicate<Index> isUnnamed) {
        ImpliedNames names = new ImpliedNames(table, naming);
        table.indexes().stream().filter(isUnnamed.negate()).forEach(index -> names.taken.add(index.name()));
        return table.withIndexes(table.indexes().stream()
                .map(index -> isUnnamed.test(index) ? names.renamed(index) : index)
                .toList());
    }

    private Index renamed(Index index) {
        String wanted = index.unique() && naming.uniqueIndex() != null ? naming.uniqueIndex() : naming.index();
        List<String> columns = index.columns().stream().map(IndexColumn::text).toList();
        return NamingConvention.name(wanted, values(columns))
                .map(name -> index.withName(free(shortened(name))))
                .orElse(index);
    }

    private Table named() {
        PrimaryKey key = table.primaryKey();
        List<UniqueConstraint> uniques = new ArrayList<>();
        table.uniqueConstraints()
                .forEach(unique -> uniques.add(
                        unique.name() == null
                                ? unique.withName(free(naming.unique(), unique.columns(), "key"))
                                : unique));
        List<CheckConstraint> checks = new ArrayList<>();
        table.checkConstraints()
                .forEach(check -> checks.add(
                        check.name() == null
                                ? check.withName(free(naming.check(), mentioned(check), "check"))
                                : check));
        List<ForeignKey> keys = new ArrayList<>();
        table.foreignKeys()
                .forEach(foreign -> keys.add(foreign.name() == null ? foreign.withName(free(foreign)) : foreign));
        return table.withPrimaryKey(key == null || key.name() != null ? key : key.withName(free(key)))
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

    private String free(PrimaryKey key) {
        return NamingConvention.name(naming.primaryKey(), values(key.columns()))
                .map(name -> free(shortened(name)))
                .orElseGet(() -> free(null, List.of(), "pkey"));
    }

    private String free(ForeignKey key) {
        Map<String, String> values = values(key.columns());
        values.put("referenced_table", key.referencedTable().name());
        values.put("referenced_columns", String.join("_", key.referencedColumns()));
        return NamingConvention.name(naming.foreignKey(), values)
                .map(name -> free(shortened(name)))
                .orElseGet(() -> free(null, key.columns(), "fkey"));
    }

    private String free(@Nullable String convention, List<String> columns, String suffix) {
        List<String> words = new ArrayList<>(List.of(table.name().name()));
        words.addAll(columns);
        words.add(suffix);
        return free(
                shortened(NamingConvention.name(convention, values(columns)).orElseGet(() -> String.join("_", words))));
    }

    private Map<String, String> values(List<String> columns) {
        Map<String, String> values = new HashMap<>();
        values.put("table", table.name().name());
        values.put("schema", Objects.requireNonNullElse(table.name().schema(), ""));
        values.put("columns", String.join("_", columns));
        values.put("column", columns.isEmpty() ? "" : columns.get(0));
        return values;
    }

    private String free(String name) {
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
