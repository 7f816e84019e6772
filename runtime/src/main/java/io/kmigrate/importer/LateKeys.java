package io.kmigrate.importer;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Foreign keys of a new table whose tables come later in the same revision. */
final class LateKeys {
    private static final Pattern MADE = Pattern.compile(
            "(?i)\\bcreate\\s++table\\s++(?:if\\s++not\\s++exists\\s++)?+(?:(\\w++)|[\"`\\[]([^\"`\\]]++)[\"`\\]])\\s*+\\(");

    private final Set<String> coming = new HashSet<>();
    private final List<Operation> waiting = new ArrayList<>();

    /** Notes the tables that the texts make. */
    void expect(Stream<String> texts, Dialect dialect) {
        coming.clear();
        texts.forEach(text -> {
            Matcher made = MADE.matcher(text);
            while (made.find()) {
                coming.add(made.group(1) == null ? made.group(2) : dialect.folded(made.group(1)));
            }
        });
    }

    /** The same operations without such keys. */
    List<Operation> without(List<Operation> operations, Snapshot schema) {
        return operations.stream().map(operation -> without(operation, schema)).toList();
    }

    private Operation without(Operation operation, Snapshot schema) {
        if (!(operation instanceof CreateTable create)) {
            return operation;
        }
        Table table = create.table();
        return new CreateTable(
                table.withForeignKeys(table.foreignKeys().stream()
                        .filter(key -> !isLate(key, table.name(), schema))
                        .toList()),
                create.ifNotExists());
    }

    /** Keeps these keys for later. */
    void keep(List<Operation> operations, Snapshot schema) {
        for (Operation operation : operations) {
            if (operation instanceof CreateTable create) {
                TableName table = create.table().name();
                create.table().foreignKeys().stream()
                        .filter(key -> isLate(key, table, schema))
                        .forEach(key -> waiting.add(new CreateForeignKey(table, key)));
            }
        }
    }

    private boolean isLate(ForeignKey key, TableName table, Snapshot schema) {
        TableName referenced = key.referencedTable();
        return !referenced.equals(table) && schema.table(referenced).isEmpty() && coming.contains(referenced.name());
    }

    /** Those that were kept, which are not kept any longer. */
    List<Operation> take() {
        List<Operation> keys = List.copyOf(waiting);
        waiting.clear();
        return keys;
    }
}
