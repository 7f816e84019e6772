package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A schema, and for each of its tables the revisions that made it so, oldest first. A table keeps its history under a
 * new name. SQL text and code count for the tables that they declare as changed.
 */
@API(status = STABLE, since = "0.1")
public final class SchemaHistory {
    /** A revision and those of its operations that concern one table. */
    public record Change(Revision revision, List<Operation> operations) {
        public Change {
            operations = List.copyOf(operations);
        }
    }

    private final Map<TableName, List<Change>> changes = new TreeMap<>();
    private Snapshot schema = Snapshot.empty();

    private SchemaHistory() {}

    /** Replays migrations, given in the order of an upgrade. */
    public static SchemaHistory of(List<Migration> migrations) {
        SchemaHistory history = new SchemaHistory();
        for (Migration migration : migrations) {
            for (ScriptOperation operation : migration.up()) {
                history.add(migration.revision(), operation);
            }
        }
        return history;
    }

    public Snapshot schema() {
        return schema;
    }

    /** Empty for a table that the schema does not have. */
    public List<Change> changes(TableName table) {
        return Collections.unmodifiableList(changes.getOrDefault(table, List.of()));
    }

    private void add(Revision revision, ScriptOperation step) {
        Snapshot before = schema;
        schema = step.apply(before);
        List<TableName> gone =
                namesOf(before).filter(name -> schema.table(name).isEmpty()).toList();
        List<TableName> made =
                namesOf(schema).filter(name -> before.table(name).isEmpty()).toList();
        if (gone.size() == 1 && made.size() == 1) {
            changes.put(made.get(0), changes.getOrDefault(gone.get(0), new ArrayList<>()));
        }
        gone.forEach(changes::remove);
        Object subject = OperationDescription.of(step.operation()).arguments().get("table");
        namesOf(schema)
                .filter(name ->
                        name.toString().equals(subject) || !schema.table(name).equals(before.table(name)))
                .forEach(name -> record(name, revision, step.operation()));
    }

    private static Stream<TableName> namesOf(Snapshot snapshot) {
        return snapshot.tables().stream().map(Table::name);
    }

    private void record(TableName table, Revision revision, Operation operation) {
        List<Change> known = changes.computeIfAbsent(table, name -> new ArrayList<>());
        int last = known.size() - 1;
        if (last < 0 || !known.get(last).revision().equals(revision)) {
            known.add(new Change(revision, List.of(operation)));
            return;
        }
        List<Operation> more = new ArrayList<>(known.get(last).operations());
        more.add(operation);
        known.set(last, new Change(revision, more));
    }
}
