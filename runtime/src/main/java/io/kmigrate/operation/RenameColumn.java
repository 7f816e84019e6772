package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Gives a column a new name; keys, indexes, checks and expressions that mention it follow. */
@API(status = STABLE, since = "0.1")
public record RenameColumn(TableName table, String column, String newName) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        Snapshot result = Replay.change(before, table, found -> {
            Replay.requireColumns(before, found, List.of(column));
            Replay.require(
                    before,
                    found.column(newName).isEmpty(),
                    () -> SchemaMessages.duplicateColumn(table.toString(), newName));
            return renamed(found);
        });
        for (Table other : result.tables()) {
            if (other.foreignKeys().stream()
                    .anyMatch(key -> key.referencedTable().equals(table))) {
                result = result.with(other.withForeignKeys(
                        other.foreignKeys().stream().map(this::follow).toList()));
            }
        }
        return result;
    }

    private Table renamed(Table found) {
        Table result = found.column(column)
                .map(old -> found.withColumn(column, old.withName(newName)))
                .orElse(found);
        PrimaryKey key = found.primaryKey();
        return NotNulls.changed(result, column, notNull -> notNull.withColumn(newName))
                .withPrimaryKey(key == null ? null : key.withColumns(names(key.columns())))
                .withUniqueConstraints(found.uniqueConstraints().stream()
                        .map(unique -> unique.withColumns(names(unique.columns())))
                        .toList())
                .withForeignKeys(found.foreignKeys().stream()
                        .map(foreign -> foreign.withColumns(names(foreign.columns())))
                        .toList())
                .withCheckConstraints(found.checkConstraints().stream()
                        .map(check -> check.withCondition(mention(check.condition())))
                        .toList())
                .withIndexes(found.indexes().stream().map(this::follow).toList())
                .withExclusionConstraints(
                        found.exclusionConstraints().stream().map(this::follow).toList())
                .withColumns(result.columns().stream().map(this::follow).toList());
    }

    private Column follow(Column other) {
        Generated generated = other.generated();
        return generated == null
                ? other
                : other.withGenerated(new Generated(mention(generated.expression()), generated.stored()));
    }

    private String mention(String sql) {
        return ColumnMention.renamed(sql, column, newName);
    }

    private Index follow(Index index) {
        String where = index.where();
        return index.withColumns(index.columns().stream().map(this::follow).toList())
                .withWhere(where == null ? null : mention(where))
                .withInclude(names(index.include()));
    }

    private ExclusionConstraint follow(ExclusionConstraint constraint) {
        String where = constraint.where();
        return constraint
                .withElements(constraint.elements().stream()
                        .map(element -> new ExclusionConstraint.Element(follow(element.column()), element.operator()))
                        .toList())
                .withWhere(where == null ? null : mention(where));
    }

    private IndexColumn follow(IndexColumn part) {
        if (part.expression()) {
            return part.withText(mention(part.text()));
        }
        return part.text().equals(column) ? part.withText(newName) : part;
    }

    private ForeignKey follow(ForeignKey key) {
        return key.referencedTable().equals(table)
                ? key.withReference(key.referencedTable(), names(key.referencedColumns()))
                : key;
    }

    private List<String> names(List<String> columns) {
        return columns.stream()
                .map(name -> name.equals(column) ? newName : name)
                .toList();
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new RenameColumn(table, newName, column));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.renameColumn(this);
    }
}
