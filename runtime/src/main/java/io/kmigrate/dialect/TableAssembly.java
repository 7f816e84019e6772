package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Puts together tables from a catalog's rows, one for each column of a key or an index, which must come in the
 * order of these columns. A table is told by any key the catalog has for it; rows of one that was never added,
 * because it was made between two queries, are left out.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TableAssembly {
    private final Map<Object, Table> tables = new LinkedHashMap<>();

    public Collection<Table> tables() {
        return List.copyOf(tables.values());
    }

    public boolean isEmpty() {
        return tables.isEmpty();
    }

    public void addTable(Object key, TableName name, @Nullable String comment) {
        tables.put(key, Table.of(name, List.of(), null).withComment(comment));
    }

    public void addColumn(Object key, Column column) {
        change(key, table -> table.withColumns(plus(table.columns(), column)));
    }

    public void addPrimaryKeyColumn(Object key, String name, String column) {
        change(key, table -> {
            PrimaryKey found = table.primaryKey();
            List<String> columns = found == null ? List.of() : found.columns();
            return table.withPrimaryKey(new PrimaryKey(name, plus(columns, column)));
        });
    }

    /**
     * Adds a column that is unique together with the others.
     *
     * @param constraint the constraint with no columns yet
     */
    public void addUniqueColumn(Object key, UniqueConstraint constraint, String column) {
        change(
                key,
                table -> table.withUniqueConstraints(grown(
                        table.uniqueConstraints(),
                        unique -> Objects.equals(unique.name(), constraint.name()),
                        constraint,
                        unique -> unique.withColumns(plus(unique.columns(), column)))));
    }

    public void addCheck(Object key, CheckConstraint check) {
        change(key, table -> table.withCheckConstraints(plus(table.checkConstraints(), check)));
    }

    /**
     * Adds a pair of columns.
     *
     * @param foreign the key with no columns yet
     */
    public void addForeignKeyColumn(Object key, ForeignKey foreign, String column, String referencedColumn) {
        change(
                key,
                table -> table.withForeignKeys(grown(
                        table.foreignKeys(),
                        known -> Objects.equals(known.name(), foreign.name()),
                        foreign,
                        known -> known.withColumns(plus(known.columns(), column))
                                .withReference(
                                        known.referencedTable(), plus(known.referencedColumns(), referencedColumn)))));
    }

    /**
     * Adds a column that is searched.
     *
     * @param index the index with no columns yet
     */
    public void addIndexColumn(Object key, Index index, IndexColumn column) {
        growIndex(key, index, known -> known.withColumns(plus(known.columns(), column)));
    }

    /**
     * Adds a column that is only stored.
     *
     * @param index the index with no columns yet
     */
    public void addIncludedColumn(Object key, Index index, String column) {
        growIndex(key, index, known -> known.withInclude(plus(known.include(), column)));
    }

    private void growIndex(Object key, Index index, UnaryOperator<Index> growth) {
        change(
                key,
                table -> table.withIndexes(
                        grown(table.indexes(), known -> known.name().equals(index.name()), index, growth)));
    }

    private void change(Object key, UnaryOperator<Table> change) {
        tables.computeIfPresent(key, (known, table) -> change.apply(table));
    }

    /** {@code list} with the growth of the element that is meant, or of {@code first} where there is none yet. */
    private static <T> List<T> grown(List<T> list, Predicate<T> meant, T first, UnaryOperator<T> growth) {
        List<T> result = new ArrayList<>(list.stream().anyMatch(meant) ? list : plus(list, first));
        result.replaceAll(element -> meant.test(element) ? growth.apply(element) : element);
        return result;
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
