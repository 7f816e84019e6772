package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.ColumnMention;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What of a table hangs on one of its columns: for databases that change a column only once that is gone.
 * Made of the table before and after a change, two of them hold the same things in the same order.
 *
 * @param primaryKey null when the column is no part of it
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ColumnDependents(
        @Nullable PrimaryKey primaryKey,
        List<UniqueConstraint> uniqueConstraints,
        List<CheckConstraint> checkConstraints,
        List<ForeignKey> foreignKeys,
        List<Index> indexes) {

    /** The objects that mention {@code column} by its name, in any part of a definition. */
    public static ColumnDependents of(Table table, String column) {
        PrimaryKey key = table.primaryKey();
        return new ColumnDependents(
                key != null && key.columns().contains(column) ? key : null,
                table.uniqueConstraints().stream()
                        .filter(unique -> unique.columns().contains(column))
                        .toList(),
                ofText(table, column).checkConstraints(),
                table.foreignKeys().stream()
                        .filter(foreign -> foreign.columns().contains(column)
                                || (foreign.referencedTable().equals(table.name())
                                        && foreign.referencedColumns().contains(column)))
                        .toList(),
                table.indexes().stream()
                        .filter(index -> mentions(index, column) || names(index, column))
                        .toList());
    }

    /** Only what mentions {@code column} in SQL text, which not every database rewrites at a rename. */
    public static ColumnDependents ofText(Table table, String column) {
        return new ColumnDependents(
                null,
                List.of(),
                table.checkConstraints().stream()
                        .filter(check -> ColumnMention.isIn(check.condition(), column))
                        .toList(),
                List.of(),
                table.indexes().stream()
                        .filter(index -> mentions(index, column))
                        .toList());
    }

    /** These and what {@code others} adds to them. */
    public ColumnDependents with(ColumnDependents others) {
        return new ColumnDependents(
                primaryKey == null ? others.primaryKey : primaryKey,
                union(uniqueConstraints, others.uniqueConstraints),
                union(checkConstraints, others.checkConstraints),
                union(foreignKeys, others.foreignKeys),
                union(indexes, others.indexes));
    }

    private static <T> List<T> union(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    private static boolean names(Index index, String column) {
        return index.include().contains(column)
                || index.columns().stream()
                        .anyMatch(part -> !part.expression() && part.text().equals(column));
    }

    private static boolean mentions(Index index, String column) {
        return (index.where() != null && ColumnMention.isIn(index.where(), column))
                || index.columns().stream()
                        .anyMatch(part -> part.expression() && ColumnMention.isIn(part.text(), column));
    }

    /** The statements that create these again, after the column has changed. */
    public List<String> create(TableName table, SqlRenderer renderer) {
        List<String> statements = new ArrayList<>();
        if (primaryKey != null) {
            statements.addAll(renderer.createPrimaryKey(new CreatePrimaryKey(table, primaryKey)));
        }
        uniqueConstraints.forEach(unique ->
                statements.addAll(renderer.createUniqueConstraint(new CreateUniqueConstraint(table, unique))));
        indexes.forEach(index -> statements.addAll(renderer.createIndex(new CreateIndex(table, index, false, false))));
        checkConstraints.forEach(
                check -> statements.addAll(renderer.createCheckConstraint(new CreateCheckConstraint(table, check))));
        foreignKeys.forEach(key -> statements.addAll(renderer.createForeignKey(new CreateForeignKey(table, key))));
        return statements;
    }
}
