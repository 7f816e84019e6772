package io.kmigrate.diff;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tables that no operation touches, but whose foreign keys can be in an operation's way. */
final class UnmanagedReferences {
    private final Collection<Table> tables;
    private final Snapshot live;

    UnmanagedReferences(Collection<Table> tables, Snapshot live) {
        this.tables = tables;
        this.live = live;
    }

    /** A sentence on the foreign key that the operation cannot be carried out beside. */
    Optional<String> stops(Operation operation) {
        if (operation instanceof DropConstraint drop) {
            return drops(drop);
        }
        if (operation instanceof DropColumn drop) {
            return over(drop.table(), List.of(drop.column()));
        }
        return operation instanceof AlterColumn alter && alter.change().type() != null
                ? over(alter.table(), List.of(alter.column()))
                : Optional.empty();
    }

    private Optional<String> drops(DropConstraint drop) {
        return live.table(drop.table()).map(ImpliedNames::given).stream()
                .flatMap(table -> Stream.concat(
                        Optional.ofNullable(table.primaryKey()).stream()
                                .filter(key -> Objects.equals(key.name(), drop.name()))
                                .map(PrimaryKey::columns),
                        table.uniqueConstraints().stream()
                                .filter(unique -> Objects.equals(unique.name(), drop.name()))
                                .map(UniqueConstraint::columns)))
                .findFirst()
                .flatMap(columns -> over(drop.table(), columns));
    }

    /** A key over exactly these columns, or over one of several that goes or changes. */
    private Optional<String> over(TableName target, List<String> columns) {
        for (Table table : tables) {
            for (ForeignKey key : table.foreignKeys()) {
                boolean isInTheWay = key.referencedTable().equals(target)
                        && (columns.size() == 1
                                ? key.referencedColumns().contains(columns.get(0))
                                : Set.copyOf(key.referencedColumns()).equals(Set.copyOf(columns)));
                if (isInTheWay) {
                    return Optional.of(refers(table.name(), key) + " and stops the change");
                }
            }
        }
        return Optional.empty();
    }

    static String refers(TableName from, ForeignKey key) {
        String name = key.name() == null ? "over " + String.join(", ", key.columns()) : key.name();
        return "foreign key " + name + " of " + from + ", which is left alone, refers to it";
    }
}
