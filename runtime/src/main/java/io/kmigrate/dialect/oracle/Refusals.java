package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
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

    /** The key as it can be: RESTRICT is what a key without an action does. */
    static ForeignKey foreignKey(ForeignKey key) {
        if (action(key.onUpdate()) != ReferenceAction.NO_ACTION) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.onUpdate(
                    "Oracle", key.referencedTable().toString()));
        }
        if (key.onDelete() == ReferenceAction.SET_DEFAULT) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.settingDefault(
                    "Oracle", key.referencedTable().toString()));
        }
        if (key.matchFull()) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.fullMatch(
                    "Oracle", key.referencedTable().toString()));
        }
        return key.onDelete(action(key.onDelete())).onUpdate(ReferenceAction.NO_ACTION);
    }

    private static ReferenceAction action(ReferenceAction action) {
        return action == ReferenceAction.RESTRICT ? ReferenceAction.NO_ACTION : action;
    }

    /** What stands before INDEX, of an index that Oracle can make. */
    static String method(Index index) {
        if (index.where() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.partialIndex("Oracle", index.name()));
        }
        if (index.nullsNotDistinct()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.oneNullInIndex("Oracle", index.name()));
        }
        if (!index.include().isEmpty()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.includedColumns("Oracle", index.name()));
        }
        String method = index.method() == null ? "" : index.method();
        return switch (method) {
            case "" -> "";
            case "bitmap" -> "BITMAP ";
            default ->
                throw new UnsupportedOperationByDialectException(
                        UnsupportedConstraintMessages.indexMethod("Oracle", index.name(), method, List.of("bitmap")));
        };
    }

    /** How a computed column says so. */
    static String generated(String column, Generated generated) {
        if (generated.stored()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.storedGeneratedColumn("Oracle", column));
        }
        return " GENERATED ALWAYS AS (" + SqlFragment.closed(generated.expression()) + ") VIRTUAL";
    }

    /** A collation's name cannot be quoted, so it must be one. */
    static String collation(@Nullable String name) {
        if (name == null) {
            return "";
        }
        if (!name.matches("\\w+")) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.linguisticCollation("Oracle", name));
        }
        return " COLLATE " + name;
    }

    static void unindexable(Table table) {
        PrimaryKey primary = table.primaryKey();
        if (primary != null) {
            unindexable(table, primary.columns(), UnsupportedConstraintMessages.primaryKey());
        }
        table.uniqueConstraints()
                .forEach(unique ->
                        unindexable(table, unique.columns(), UnsupportedConstraintMessages.uniqueConstraint()));
        table.indexes().forEach(index -> unindexable(table, index));
    }

    static void unindexable(Table table, Index index) {
        List<String> columns = index.columns().stream()
                .filter(part -> !part.expression())
                .map(IndexColumn::text)
                .toList();
        unindexable(table, columns, UnsupportedConstraintMessages.index(index.name()));
    }

    static void unindexable(Table table, List<String> columns, String key) {
        for (String name : columns) {
            Column column = table.column(name).orElse(null);
            if (column != null && OracleRenderer.TYPES.isLarge(column.type())) {
                throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.unboundedValueInKey(
                        "Oracle", name, table.name().toString(), key, OracleRenderer.TYPES.sql(column.type())));
            }
        }
    }
}
