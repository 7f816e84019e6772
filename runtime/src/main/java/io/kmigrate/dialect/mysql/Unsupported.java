package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    void refuse(Table table) {
        Set<String> firsts = Stream.concat(
                        Stream.ofNullable(table.primaryKey())
                                .map(key -> key.columns().get(0)),
                        table.uniqueConstraints().stream()
                                .map(unique -> unique.columns().get(0)))
                .collect(Collectors.toSet());
        for (Column column : table.columns()) {
            if (column.autoIncrement() && !firsts.contains(column.name())) {
                throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.numberingWithoutKey(
                        flavour.label(), column.name(), table.name().toString()));
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
                throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.checkOfColumnSetToNull(
                        flavour.label(), column, table.name().toString()));
            }
        }
    }

    /** The step is the server's, and a number that an insert gives is always taken. */
    void refuse(Column column, Identity identity) {
        if (!identity.isStandard()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.numberingOptionsOfColumn(flavour.label(), column.name()));
        }
    }

    /** A numbered column must come with its key, in one statement. */
    void refuseNumbering(Column column) {
        if (column.autoIncrement()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.addedNumberingWithoutKey(flavour.label(), column.name()));
        }
    }

    void refuse(Column column, Generated generated) {
        if (flavour == Product.MARIADB && !column.nullable()) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.requiredGeneratedColumn(
                    flavour.label(), column.name(), generated.expression()));
        }
    }

    /** A generated column and an index over an expression do not follow a column's new name. */
    void refuseDependents(String column, Table table, Predicate<String> mentions) {
        boolean generated = table.columns().stream()
                .map(Column::generated)
                .anyMatch(each -> each != null && mentions.test(each.expression()));
        boolean indexed = table.indexes().stream()
                .flatMap(index -> index.columns().stream())
                .anyMatch(part -> part.expression() && mentions.test(part.text()));
        if (generated || indexed) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.renameOfUsedColumn(
                    flavour.label(),
                    column,
                    table.name().toString(),
                    generated
                            ? UnsupportedColumnMessages.generatedColumn()
                            : UnsupportedColumnMessages.indexOverExpression()));
        }
    }

    void refuse(ForeignKey key) {
        if (key.matchFull()) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.fullMatch(
                    flavour.label(), key.referencedTable().toString()));
        }
        if (key.deferral() != Deferral.NOT_DEFERRABLE) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.deferredForeignKey(
                    flavour.label(), key.referencedTable().toString()));
        }
        if (key.onDelete() == ReferenceAction.SET_DEFAULT || key.onUpdate() == ReferenceAction.SET_DEFAULT) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.settingDefault(
                    flavour.label(), key.referencedTable().toString()));
        }
    }

    void refuse(UniqueConstraint unique) {
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.deferredUnique(flavour.label()));
        }
    }

    void refuse(UniqueConstraint unique, Optional<Table> table) {
        table.ifPresent(
                found -> refuseWholeText(unique.columns(), found, UnsupportedConstraintMessages.uniqueConstraint()));
    }

    private void refuseWholeText(List<String> columns, Table table, String key) {
        for (String name : columns) {
            boolean isLong = table.column(name)
                    .filter(column -> types.isLong(column.type()))
                    .isPresent();
            if (isLong && !flavour.treatsTextAsVarchar()) {
                throw new UnsupportedOperationByDialectException(
                        UnsupportedConstraintMessages.longTextInKey(flavour.label(), name, key));
            }
        }
    }

    private void refuse(IndexColumn part, String index) {
        if (part.expression() && !flavour.indexesExpressions()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.indexedExpression(flavour.label(), index));
        }
        if (part.operatorClass() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.operatorClass(flavour.label(), part.operatorClass()));
        }
        if (part.nulls() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.orderOfNulls(flavour.label()));
        }
    }

    void refuse(Index index, Optional<Table> table) {
        if (index.nullsNotDistinct()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.oneNullInIndex(flavour.label(), index.name()));
        }
        if (index.where() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.partialIndex(flavour.label(), index.name()));
        }
        if (!index.include().isEmpty()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.includedColumns(flavour.label(), index.name()));
        }
        String method = index.method() == null ? "btree" : index.method().toLowerCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.indexMethod(
                    flavour.label(), index.name(), method, List.of("fulltext", "spatial")));
        }
        index.columns().forEach(part -> refuse(part, index.name()));
        if (method.equals("btree")) {
            List<String> plain = index.columns().stream()
                    .filter(part -> !part.expression() && part.length() == null)
                    .map(IndexColumn::text)
                    .toList();
            table.ifPresent(found -> refuseWholeText(plain, found, UnsupportedConstraintMessages.index(index.name())));
        }
    }
}
