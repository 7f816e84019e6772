package io.kmigrate.lint;

import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schema as operations change it. They are applied when a rule asks for it: most operations need no schema. */
final class SchemaReplay {
    private final List<Operation> pending = new ArrayList<>();
    private final NewTables made = new NewTables();
    private final OpenBackfills backfills = new OpenBackfills();
    private final Map<String, Mentions> queries = new HashMap<>();
    private Snapshot schema;

    SchemaReplay(Snapshot start) {
        // An operation that does not fit its schema is the replay's to report, and no reason to find nothing.
        this.schema = start.asUncertain();
    }

    void add(Operation operation) {
        pending.add(operation);
        operation.accept(made);
        backfills.add(operation);
    }

    /** Of a revision before the schema that it starts from. */
    void learn(Operation operation) {
        backfills.learn(operation);
    }

    OpenBackfills backfills() {
        return backfills;
    }

    Snapshot schema() {
        for (Operation operation : pending) {
            schema = operation.apply(schema);
        }
        pending.clear();
        return schema;
    }

    NewTables made() {
        return made;
    }

    List<String> views(TableName table, List<String> columns) {
        List<String> names = new ArrayList<>();
        for (SchemaObject object : schema().objects()) {
            if (object instanceof View view) {
                Mentions query = queries.computeIfAbsent(view.query(), Mentions::in);
                if (query.names(table.name()) && columns.stream().allMatch(query::names)) {
                    names.add(view.name().toString());
                }
            }
        }
        return names;
    }
}
