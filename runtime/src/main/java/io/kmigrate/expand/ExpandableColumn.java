package io.kmigrate.expand;

import io.kmigrate.dialect.Names;
import io.kmigrate.message.ExpandMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.ColumnMention;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.operation.RowChange.SetColumns;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column that another can take the place of: no constraint is about it, and the indexes over it are of columns alone.
 *
 * @param indexes those over it
 */
record ExpandableColumn(Names names, Snapshot before, Table table, Column column, List<Index> indexes) {
    /** @param refused makes what is thrown of the reason why it is none */
    static ExpandableColumn of(
            Function<String, RuntimeException> refused,
            Names names,
            Snapshot before,
            TableName name,
            String columnName) {
        Table table = before.table(name).orElseThrow(() -> refused.apply(ExpandMessages.unknownTable(name.toString())));
        Column column = table.column(columnName)
                .orElseThrow(() -> refused.apply(ExpandMessages.unknownTable(name + "." + columnName)));
        obstacle(before, table, column).ifPresent(reason -> {
            throw refused.apply(reason);
        });
        List<Index> indexes = table.indexes().stream()
                .filter(index ->
                        index.columns().stream().anyMatch(part -> part.text().equals(columnName)))
                .toList();
        return new ExpandableColumn(names, before, table, column, indexes);
    }

    private static Optional<String> obstacle(Snapshot before, Table table, Column column) {
        String name = column.name();
        if (column.identity() != null || column.generated() != null) {
            return Optional.of(ExpandMessages.computed(name));
        }
        Stream<String> constraints = Stream.of(
                        Optional.ofNullable(table.primaryKey())
                                .filter(key -> key.columns().contains(name))
                                .map(key -> ExpandMessages.PRIMARY_KEY)
                                .stream(),
                        table.uniqueConstraints().stream()
                                .filter(unique -> unique.columns().contains(name))
                                .map(unique -> String.valueOf(unique.name())),
                        table.foreignKeys().stream()
                                .filter(key -> key.columns().contains(name))
                                .map(key -> String.valueOf(key.name())),
                        table.checkConstraints().stream()
                                .filter(check -> ColumnMention.isIn(check.condition(), name))
                                .map(check -> String.valueOf(check.name())),
                        table.exclusionConstraints().stream().map(exclusion -> exclusion.name()),
                        table.notNullConstraints().stream()
                                .filter(notNull -> notNull.column().equals(name))
                                .map(notNull -> notNull.name()),
                        referring(before, table.name(), name).map(key -> String.valueOf(key.name())))
                .flatMap(found -> found);
        Optional<String> constraint = constraints.findFirst().map(found -> ExpandMessages.constrained(name, found));
        return constraint.isPresent() ? constraint : mentioned(table, name);
    }

    private static Stream<ForeignKey> referring(Snapshot before, TableName table, String column) {
        return before.tables().stream()
                .flatMap(other -> other.foreignKeys().stream())
                .filter(key -> key.referencedTable().equals(table)
                        && key.referencedColumns().contains(column));
    }

    private static Optional<String> mentioned(Table table, String column) {
        Stream<String> computed = table.columns().stream()
                .filter(other -> other.generated() != null
                        && ColumnMention.isIn(other.generated().expression(), column))
                .map(Column::name);
        Stream<String> indexes = table.indexes().stream()
                .filter(index -> isOfExpressions(index, column))
                .map(Index::name);
        return Stream.concat(computed, indexes).findFirst().map(found -> ExpandMessages.mentioned(column, found));
    }

    private static boolean isOfExpressions(Index index, String column) {
        return (index.where() != null && ColumnMention.isIn(index.where(), column))
                || index.include().contains(column)
                || index.columns().stream()
                        .anyMatch(part -> part.expression() && ColumnMention.isIn(part.text(), column));
    }

    /**
     * Sets a column to another, where the first has no value and a third has one, in batches.
     *
     * @param empty the column without a value
     */
    Backfill fill(String target, String source, String empty) {
        String where = "%s IS NULL AND %s IS NOT NULL".formatted(names.quote(empty), names.quote(source));
        return fillAll(target, source, where, empty);
    }

    /** The same for the rows for which {@code where} holds; null for all. {@code filled}: for people. */
    Backfill fillAll(String target, String source, @Nullable String where, String filled) {
        return Backfill.of(
                ExpandMessages.fill(source, filled),
                table.name(),
                where,
                new SetColumns(Map.of(target, names.quote(source))));
    }

    /** What the same index is called while both columns are there. */
    private static String nameOfCopy(Index index) {
        String name = index.name();
        return name.substring(0, Math.min(name.length(), 55)) + "_next";
    }

    /** The indexes of the column, over another one. */
    List<Operation> copies(String other) {
        return indexes.stream()
                .map(index -> (Operation)
                        new CreateIndex(table.name(), over(index, other).withName(nameOfCopy(index)), false, false))
                .toList();
    }

    /** The indexes of the column with the names that they have, over another one. */
    List<Operation> over(String other) {
        return indexes.stream()
                .map(index -> (Operation) new CreateIndex(table.name(), over(index, other), false, false))
                .toList();
    }

    /** The same over the column itself. */
    List<Operation> originals() {
        return indexes.stream()
                .map(index -> (Operation) new CreateIndex(table.name(), index, false, false))
                .toList();
    }

    private Index over(Index index, String other) {
        List<IndexColumn> columns = index.columns().stream()
                .map(part -> part.text().equals(column.name()) ? part.withText(other) : part)
                .toList();
        return index.withColumns(columns);
    }

    List<Operation> dropCopies() {
        return indexes.stream()
                .map(index -> (Operation) new DropIndex(nameOfCopy(index), table.name(), false, false))
                .toList();
    }

    List<Operation> dropOriginals() {
        return indexes.stream()
                .map(index -> (Operation) new DropIndex(index.name(), table.name(), false, false))
                .toList();
    }

    /** Once the originals are gone. */
    List<Operation> nameCopies() {
        return indexes.stream()
                .map(index -> (Operation) new RenameIndex(table.name(), nameOfCopy(index), index.name()))
                .toList();
    }

    List<Operation> unnameCopies() {
        return indexes.stream()
                .map(index -> (Operation) new RenameIndex(table.name(), index.name(), nameOfCopy(index)))
                .toList();
    }
}
