package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.StoredDefinition;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;

/**
 * A table as the catalog's text has it; offline, as we would write it.
 *
 * @param indexes CREATE INDEX statements, in the order of their making
 * @param triggers CREATE TRIGGER statements, likewise
 */
record TableDefinition(TableText text, List<String> indexes, List<String> triggers) {
    TableDefinition {
        indexes = List.copyOf(indexes);
        triggers = List.copyOf(triggers);
    }

    static TableDefinition of(TableName table, Catalog catalog, SqliteRenderer renderer) {
        List<StoredDefinition> stored = catalog.definitions(table);
        List<String> found = of(stored, "table");
        if (!found.isEmpty()) {
            return new TableDefinition(TableText.parse(found.get(0)), of(stored, "index"), of(stored, "trigger"));
        }
        Table replayed = catalog.table(table)
                .orElseThrow(() -> new ReplayException(SchemaMessages.unknownTableText(table.toString())));
        List<String> statements = renderer.createTable(new CreateTable(replayed, false));
        return new TableDefinition(
                TableText.parse(statements.get(0)), statements.subList(1, statements.size()), List.of());
    }

    private static List<String> of(List<StoredDefinition> stored, String kind) {
        return stored.stream()
                .filter(definition -> definition.kind().equals(kind))
                .map(StoredDefinition::sql)
                .toList();
    }
}
