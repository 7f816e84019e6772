package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Oracle does not have, said before anything runs and with what to do instead. */
final class Refusals {
    private Refusals() {}

    static UnsupportedOperationByDialectException cannot(String what, String instead) {
        return new UnsupportedOperationByDialectException("Oracle", what, instead);
    }

    /** The key as it can be: RESTRICT is what a key without an action does. */
    static ForeignKey foreignKey(ForeignKey key) {
        String name = key.name() == null ? "" : key.name() + " ";
        if (action(key.onUpdate()) != ReferenceAction.NO_ACTION) {
            throw cannot(
                    "have ON UPDATE in foreign key " + name.strip(),
                    "leave out onUpdate, and change keys by inserting, pointing over and deleting");
        }
        if (key.onDelete() == ReferenceAction.SET_DEFAULT) {
            throw cannot(
                    "have ON DELETE SET DEFAULT in foreign key " + name.strip(), "use CASCADE or SET NULL, or neither");
        }
        if (key.matchFull()) {
            throw cannot(
                    "refuse rows with some null columns in foreign key " + name.strip(),
                    "make the columns NOT NULL, or add a check");
        }
        return key.onDelete(action(key.onDelete())).onUpdate(ReferenceAction.NO_ACTION);
    }

    private static ReferenceAction action(ReferenceAction action) {
        return action == ReferenceAction.RESTRICT ? ReferenceAction.NO_ACTION : action;
    }

    /** What stands before INDEX, of an index that Oracle can make. */
    static String method(Index index) {
        if (index.where() != null) {
            throw cannot(
                    "index a part of a table, as " + index.name() + " does",
                    "index expressions that are null for the other rows: case when condition then column end");
        }
        if (index.nullsNotDistinct()) {
            throw cannot(
                    "make index " + index.name() + " take one null alone",
                    "make the columns NOT NULL, or index an expression such as nvl(column, value)");
        }
        if (!index.include().isEmpty()) {
            throw cannot(
                    "include columns in index " + index.name() + " that are not searched",
                    "add them at the end of the index's columns, unless it is unique");
        }
        String method = index.method() == null ? "" : index.method();
        return switch (method) {
            case "" -> "";
            case "bitmap" -> "BITMAP ";
            default ->
                throw cannot(
                        "make index " + index.name() + " with the method " + method,
                        "leave out the method, or use bitmap");
        };
    }

    /** How a computed column says so. */
    static String generated(String column, Generated generated) {
        if (generated.stored()) {
            throw cannot(
                    "store the generated column " + column + " with its row",
                    "let it be computed when it is read: stored = false");
        }
        return " GENERATED ALWAYS AS (" + generated.expression() + ") VIRTUAL";
    }

    /** A collation's name cannot be quoted, so it must be one. */
    static String collation(@Nullable String name) {
        if (name == null) {
            return "";
        }
        if (!name.matches("\\w+")) {
            throw cannot("use \"" + name + "\" as a collation", "name a linguistic collation such as BINARY_CI");
        }
        return " COLLATE " + name;
    }

    static void unindexable(Table table) {
        PrimaryKey key = table.primaryKey();
        if (key != null) {
            unindexable(table, key.columns(), "a primary key");
        }
        table.uniqueConstraints().forEach(unique -> unindexable(table, unique.columns(), "a unique constraint"));
        table.indexes().forEach(index -> unindexable(table, index));
    }

    static void unindexable(Table table, Index index) {
        List<String> columns = index.columns().stream()
                .filter(part -> !part.expression())
                .map(IndexColumn::text)
                .toList();
        unindexable(table, columns, "index " + index.name());
    }

    static void unindexable(Table table, List<String> columns, String what) {
        for (String name : columns) {
            Column column = table.column(name).orElse(null);
            if (column != null && OracleRenderer.TYPES.isLarge(column.type())) {
                throw cannot(
                        "put column " + name + " of table " + table.name() + " into " + what + ": it is "
                                + OracleRenderer.TYPES.sql(column.type()),
                        "give the column a length, such as varchar(200)");
            }
        }
    }
}
