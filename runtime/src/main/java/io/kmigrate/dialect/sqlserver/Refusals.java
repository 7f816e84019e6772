package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;

/** What SQL Server does not have, said before anything runs and with what to do instead. */
final class Refusals {
    private Refusals() {}

    /** The key as it can be: RESTRICT is what NO ACTION does where nothing is deferred. */
    static ForeignKey foreignKey(ForeignKey key) {
        if (key.deferral() != Deferral.NOT_DEFERRABLE) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.deferredForeignKey(
                    "SQL Server", key.referencedTable().toString()));
        }
        if (key.matchFull()) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.fullMatch(
                    "SQL Server", key.referencedTable().toString()));
        }
        return key.onDelete(action(key.onDelete())).onUpdate(action(key.onUpdate()));
    }

    private static ReferenceAction action(ReferenceAction action) {
        return action == ReferenceAction.RESTRICT ? ReferenceAction.NO_ACTION : action;
    }

    static UniqueConstraint unique(UniqueConstraint unique) {
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.deferredUnique("SQL Server"));
        }
        return unique;
    }

    /** A part of an index, which must be a column. */
    static IndexColumn part(IndexColumn part, Index index) {
        if (part.expression()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.indexedExpression("SQL Server", index.name()));
        }
        return part;
    }

    /** What stands before INDEX. */
    static String method(Index index) {
        String method = index.method() == null ? "" : index.method();
        return switch (method) {
            case "", "nonclustered" -> "";
            case "clustered" -> "CLUSTERED ";
            default ->
                throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.indexMethod(
                        "SQL Server", index.name(), method, List.of("clustered")));
        };
    }

    /** A collation's name cannot be quoted, so it must be one. */
    static String collation(String name) {
        if (!name.matches("\\w+")) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.listedCollation("SQL Server", name));
        }
        return name;
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

    /** Keys have at most 1700 bytes, so that a column without a limit is refused as such. */
    static void unindexable(Table table, List<String> columns, String key) {
        for (String name : columns) {
            Column column = table.column(name).orElse(null);
            if (column != null && SqlServerRenderer.TYPES.isUnbounded(column.type())) {
                throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.unboundedValueInKey(
                        "SQL Server", name, table.name().toString(), key, SqlServerRenderer.TYPES.sql(column.type())));
            }
        }
    }
}
