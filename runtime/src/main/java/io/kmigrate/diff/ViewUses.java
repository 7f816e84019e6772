package io.kmigrate.diff;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Views are left alone, but their queries name tables and columns: databases refuse to drop those, or keep a
 * view that fails from then on.
 */
final class ViewUses {
    private final Map<String, Mentions> queries = new TreeMap<>();

    ViewUses(Snapshot live) {
        for (SchemaObject object : live.objects()) {
            if (object instanceof View view) {
                queries.put(view.name().toString(), Mentions.in(view.query()));
            }
        }
    }

    /** A clause on the views that name what the operation takes away or changes. */
    Optional<String> of(Operation operation) {
        if (operation instanceof DropTable drop) {
            return naming(drop.table());
        }
        if (operation instanceof DropColumn drop) {
            return naming(drop.table(), drop.column());
        }
        return operation instanceof AlterColumn alter && alter.change().type() != null
                ? naming(alter.table(), alter.column())
                : Optional.empty();
    }

    private Optional<String> naming(TableName table, String... columns) {
        String names = queries.entrySet().stream()
                .filter(view -> view.getValue().names(table.name())
                        && Stream.of(columns).allMatch(view.getValue()::names))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("view " + names + ", which is left alone, names it: drop that before, and make it again");
    }
}
