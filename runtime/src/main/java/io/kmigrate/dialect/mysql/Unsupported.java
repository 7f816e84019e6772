package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.operation.ColumnMention;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What these databases cannot do, or would do otherwise without a word, and what to write instead. */
final class Unsupported {
    private static final Set<String> METHODS = Set.of("btree", "fulltext", "spatial");

    private final Product flavour;
    private final MysqlTypes types;

    Unsupported(Product flavour, MysqlTypes types) {
        this.flavour = flavour;
        this.types = types;
    }

    private UnsupportedOperationByDialectException refusal(String what, String instead) {
        return new UnsupportedOperationByDialectException(flavour.label(), what, instead);
    }

    void refuse(Table table) {
        Set<String> firsts = Stream.concat(
                        Stream.ofNullable(table.primaryKey())
                                .map(key -> key.columns().get(0)),
                        table.uniqueConstraints().stream()
                                .map(unique -> unique.columns().get(0)))
                .collect(Collectors.toSet());
        for (Column column : table.columns()) {
            if (column.autoIncrement() && !firsts.contains(column.name())) {
                throw refusal(
                        "number column " + column.name() + " of table " + table.name() + ", which begins no key",
                        "make it the first column of the primary key or of a unique constraint of the new table");
            }
        }
        table.foreignKeys().stream().filter(Unsupported::setsNull).forEach(key -> refuseChecks(key, table));
        table.uniqueConstraints().forEach(unique -> refuse(unique, Optional.of(table)));
        table.indexes().forEach(index -> refuse(index, Optional.of(table)));
    }

    private static boolean setsNull(ForeignKey key) {
        return key.onDelete() == ReferenceAction.SET_NULL || key.onUpdate() == ReferenceAction.SET_NULL;
    }

    /** A check is not asked when a foreign key writes: neither database makes a table that has both. */
    private void refuseChecks(ForeignKey key, Table table) {
        for (String column : key.columns()) {
            if (table.checkConstraints().stream().anyMatch(check -> ColumnMention.isIn(check.condition(), column))) {
                throw refusal(
                        "check column " + column + " of table " + table.name()
                                + ", which a foreign key may set to NULL",
                        "give the foreign key another action, or drop the check");
            }
        }
    }

    /** The step is the server's, and a number that an insert gives is always taken. */
    void refuse(Column column, Identity identity) {
        if (!identity.isStandard()) {
            throw refusal(
                    "number column " + column.name() + " otherwise than 1, 2, 3 …",
                    "leave the options of the identity out; a first number can be given in the table's options, as"
                            + " AUTO_INCREMENT = 100");
        }
    }

    /** A numbered column must come with its key, in one statement. */
    void refuseNumbering(Column column) {
        if (column.autoIncrement()) {
            throw refusal(
                    "add the numbered column " + column.name() + " without its key",
                    "add column and key in one statement: execute(\"ALTER TABLE … ADD COLUMN … AUTO_INCREMENT,"
                            + " ADD PRIMARY KEY (…)\")");
        }
    }

    void refuse(Column column, Generated generated) {
        if (flavour == Product.MARIADB && !column.nullable()) {
            throw refusal(
                    "declare the generated column " + column.name() + " NOT NULL",
                    "make it nullable; it is null only where " + generated.expression() + " is");
        }
    }

    /** A generated column and an index over an expression do not follow a column's new name. */
    void refuseDependents(String column, Table old, Table renamed) {
        boolean generated = old.columns().stream()
                .anyMatch(each -> renamed.columns().stream()
                        .anyMatch(other -> other.name().equals(each.name())
                                && !Objects.equals(other.generated(), each.generated())));
        boolean indexed = old.indexes().stream()
                .anyMatch(each -> renamed.index(each.name()).stream()
                        .anyMatch(other -> !expressions(other).equals(expressions(each))));
        if (generated || indexed) {
            throw refusal(
                    "rename column " + column + " of table " + old.name() + ", which "
                            + (generated ? "a generated column" : "an index over an expression") + " mentions",
                    "drop what mentions it before the rename, and make it again after");
        }
    }

    private static List<String> expressions(Index index) {
        return index.columns().stream()
                .filter(IndexColumn::expression)
                .map(IndexColumn::text)
                .toList();
    }

    void refuse(ForeignKey key) {
        if (key.matchFull()) {
            throw refusal(
                    "match the foreign key to " + key.referencedTable() + " in full",
                    "make its columns NOT NULL, or add a check");
        }
        if (key.deferral() != Deferral.NOT_DEFERRABLE) {
            throw refusal(
                    "defer the foreign key to " + key.referencedTable() + ": it checks every row at once",
                    "leave out the deferral, and order the statements so that the referenced row comes first");
        }
        if (key.onDelete() == ReferenceAction.SET_DEFAULT || key.onUpdate() == ReferenceAction.SET_DEFAULT) {
            throw refusal(
                    "set the default on delete or update, as the foreign key to " + key.referencedTable() + " asks",
                    "use SET_NULL, or a trigger");
        }
    }

    void refuse(UniqueConstraint unique) {
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            throw refusal(
                    "defer a unique constraint: it checks every row at once", "leave deferrable out for this database");
        }
    }

    void refuse(UniqueConstraint unique, Optional<Table> table) {
        table.ifPresent(found -> refuseWholeText(unique.columns(), found, "a unique constraint"));
    }

    private void refuseWholeText(List<String> columns, Table table, String what) {
        for (String name : columns) {
            boolean isLong = table.column(name)
                    .filter(column -> types.isLong(column.type()))
                    .isPresent();
            if (isLong && !flavour.treatsTextAsVarchar()) {
                throw refusal(
                        "put the whole of text column " + name + " into " + what,
                        "make it a varchar, or index its beginning: column(\"" + name + "\").prefix(100)");
            }
        }
    }

    private void refuse(IndexColumn part, String name) {
        if (part.expression() && !flavour.indexesExpressions()) {
            throw refusal("index an expression, as " + name + " does", "add a generated column for it, and index that");
        }
        if (part.operatorClass() != null) {
            throw refusal("index with operator class " + part.operatorClass(), "leave it out for this database");
        }
        if (part.nulls() != null) {
            throw refusal("say where nulls stand in " + name, "leave it out for this database: they come first");
        }
    }

    void refuse(Index index, Optional<Table> table) {
        String name = "index " + index.name();
        if (index.nullsNotDistinct()) {
            throw refusal(
                    "make the " + name + " take one null alone",
                    "make the columns NOT NULL, or index a generated column with coalesce(…)");
        }
        if (index.where() != null) {
            throw refusal(
                    "make the partial " + name,
                    "index all rows, or a generated column that is null where the row does not count");
        }
        if (!index.include().isEmpty()) {
            throw refusal(
                    "include columns in " + name + " without searching them", "make them the index's last columns");
        }
        String method = index.method() == null ? "btree" : index.method().toLowerCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw refusal("keep " + name + " as " + method, "leave the method out, or use fulltext or spatial");
        }
        index.columns().forEach(part -> refuse(part, name));
        if (method.equals("btree")) {
            List<String> plain = index.columns().stream()
                    .filter(part -> !part.expression() && part.length() == null)
                    .map(IndexColumn::text)
                    .toList();
            table.ifPresent(found -> refuseWholeText(plain, found, name));
        }
    }
}
