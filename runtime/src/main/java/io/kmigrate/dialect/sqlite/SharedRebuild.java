package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;

/** Several changes of one table in one rebuild of it. */
final class SharedRebuild {
    private SharedRebuild() {}

    /** A column that is added has its old default in the rows that are there: a later change comes later. */
    static boolean joins(List<Operation> together, Operation next) {
        Optional<TableName> table = table(next);
        return table.isPresent()
                && together.stream().allMatch(operation -> table(operation).equals(table))
                && together.stream()
                        .noneMatch(operation -> operation instanceof AddColumn add
                                && next instanceof AlterColumn alter
                                && add.column().name().equalsIgnoreCase(alter.column()));
    }

    /**
     * The table, where an operation changes nothing but its text. A new name is not of these: what names the
     * column has to follow.
     */
    private static Optional<TableName> table(Operation operation) {
        if (operation instanceof AddColumn add) {
            return Optional.of(add.table());
        }
        if (operation instanceof AlterColumn alter) {
            return alter.change().newName() == null ? Optional.of(alter.table()) : Optional.empty();
        }
        if (operation instanceof CreatePrimaryKey create) {
            return Optional.of(create.table());
        }
        if (operation instanceof CreateUniqueConstraint create) {
            return Optional.of(create.table());
        }
        if (operation instanceof CreateCheckConstraint create) {
            return Optional.of(create.table());
        }
        if (operation instanceof CreateForeignKey create) {
            return Optional.of(create.table());
        }
        return operation instanceof DropConstraint drop ? Optional.of(drop.table()) : Optional.empty();
    }

    static List<String> statements(List<Operation> operations, Catalog before) {
        TableName table = table(operations.get(0)).orElseThrow();
        SqliteRenderer renderer = new SqliteRenderer(before);
        TableChange change = new TableChange(renderer, table, before).sharing();
        renderer.collectInto(change);
        operations.forEach(operation -> operation.accept(renderer));
        return change.statements();
    }
}
