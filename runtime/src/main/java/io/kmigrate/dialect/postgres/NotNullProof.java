package io.kmigrate.dialect.postgres;

import static io.kmigrate.dialect.postgres.PostgresRenderer.NAMES;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Leftover;
import io.kmigrate.dialect.OnlinePart;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Proves that columns hold no null, so that SET NOT NULL looks at no row (PostgreSQL 12): checks that are not valid at
 * first, and validated while others write. PostgreSQL 18 can say NOT NULL NOT VALID, too; it then calls a column NOT NULL
 * that is not, and a run that is stopped there would leave a catalog that lies.
 */
final class NotNullProof {
    private static final int LONGEST = 63;

    private final TableName table;
    private final List<String> columns;

    /** Of the columns that are not NOT NULL yet. */
    NotNullProof(TableName table, List<String> columns, Catalog before) {
        this.table = table;
        this.columns = columns.stream()
                .filter(column -> !PostgresParts.isNotNull(before, table, column)
                        || PostgresParts.hasConstraint(before, table, name(column)))
                .toList();
    }

    /** Of the check of a column. */
    String name(String column) {
        String name = "kmigrate_" + table.name() + "_" + column + "_not_null";
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                ? name
                : "kmigrate_" + Integer.toHexString(name.hashCode()) + "_not_null";
    }

    /** {@code isDone}: whether the checks have done their work. */
    List<OnlinePart> parts(Predicate<Catalog> isDone) {
        if (columns.isEmpty()) {
            return List.of();
        }
        List<OnlinePart> parts = new ArrayList<>();
        String checks = columns.stream()
                .map(column -> "ADD CONSTRAINT " + NAMES.quote(name(column)) + " CHECK (" + NAMES.quote(column)
                        + " IS NOT NULL) NOT VALID")
                .collect(Collectors.joining(",\n    "));
        parts.add(OnlinePart.together(
                List.of("ALTER TABLE " + NAMES.quote(table) + " " + checks),
                catalog -> isDone.test(catalog)
                        || columns.stream()
                                .allMatch(column -> PostgresParts.hasConstraint(catalog, table, name(column)))));
        for (String column : columns) {
            parts.add(OnlinePart.alone(
                    "ALTER TABLE " + NAMES.quote(table) + " VALIDATE CONSTRAINT " + NAMES.quote(name(column)),
                    catalog -> isDone.test(catalog) || PostgresParts.isValid(catalog, table, name(column))));
        }
        return parts;
    }

    List<String> set() {
        return columns.stream()
                .map(column ->
                        "ALTER TABLE " + NAMES.quote(table) + " ALTER COLUMN " + NAMES.quote(column) + " SET NOT NULL")
                .toList();
    }

    List<String> drop() {
        return columns.stream().map(this::drop).toList();
    }

    private String drop(String column) {
        return "ALTER TABLE " + NAMES.quote(table) + " DROP CONSTRAINT " + NAMES.quote(name(column));
    }

    List<Leftover> leftovers() {
        return columns.stream()
                .map(column -> new Leftover(
                        OnlineMessages.proof(name(column)),
                        drop(column),
                        catalog -> PostgresParts.hasConstraint(catalog, table, name(column))))
                .toList();
    }
}
