package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
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
import org.jspecify.annotations.Nullable;

/** What SQL Server does not have, said before anything runs and with what to do instead. */
final class Refusals {
    private Refusals() {}

    static UnsupportedOperationByDialectException cannot(String what, String instead) {
        return new UnsupportedOperationByDialectException("SQL Server", what, instead);
    }

    /** The key as it can be: RESTRICT is what NO ACTION does where nothing is deferred. */
    static ForeignKey foreignKey(ForeignKey key) {
        if (key.deferral() != Deferral.NOT_DEFERRABLE) {
            throw cannot(
                    "check foreign key " + name(key.name()) + " later than at the statement",
                    "leave out deferrable, and insert the rows that are referred to first");
        }
        if (key.matchFull()) {
            throw cannot(
                    "refuse rows with some null columns in foreign key " + name(key.name()),
                    "make the columns NOT NULL, or add a check");
        }
        return key.onDelete(action(key.onDelete())).onUpdate(action(key.onUpdate()));
    }

    private static ReferenceAction action(ReferenceAction action) {
        return action == ReferenceAction.RESTRICT ? ReferenceAction.NO_ACTION : action;
    }

    static UniqueConstraint unique(UniqueConstraint unique) {
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            throw cannot(
                    "check unique constraint " + name(unique.name()) + " later than at the statement",
                    "leave out deferrable for this database");
        }
        return unique;
    }

    /** A part of an index, which must be a column. */
    static IndexColumn part(IndexColumn part, Index index) {
        if (part.expression()) {
            throw cannot(
                    "index the expression " + part.text() + " in " + index.name(),
                    "add a generated column for the expression, and index that");
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
                throw cannot(
                        "make index " + index.name() + " with the method " + method,
                        "leave out the method, or use clustered");
        };
    }

    /** A collation's name cannot be quoted, so it must be one. */
    static String collation(String name) {
        if (!name.matches("\\w+")) {
            throw cannot("use \"" + name + "\" as a collation", "name one of sys.fn_helpcollations()");
        }
        return name;
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

    /** Keys have at most 1700 bytes, so that a column without a limit is refused as such. */
    static void unindexable(Table table, List<String> columns, String what) {
        for (String name : columns) {
            Column column = table.column(name).orElse(null);
            if (column != null && SqlServerRenderer.TYPES.isUnbounded(column.type())) {
                throw cannot(
                        "put column " + name + " of table " + table.name() + " into " + what + ": it is "
                                + SqlServerRenderer.TYPES.sql(column.type()),
                        "give the column a length, such as varchar(200)");
            }
        }
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : name;
    }
}
