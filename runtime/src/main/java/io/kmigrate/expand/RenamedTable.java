package io.kmigrate.expand;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.ReleaseBridge;
import io.kmigrate.message.ExpandMessages;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.List;
import java.util.stream.Collectors;

/** A view by the new name, which can be written; then the table takes its place. */
final class RenamedTable {
    private final TableName table;
    private final TableName renamed;
    private final Snapshot before;
    private final ReleaseBridge bridge;
    private final View view;

    RenamedTable(RenameTable operation, Snapshot before, ReleaseBridge bridge, Names names) {
        this.table = operation.table();
        this.renamed = table.withName(operation.newName());
        this.before = before;
        this.bridge = bridge;
        String columns = before.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .map(column -> names.quote(column.name()))
                .collect(Collectors.joining(", "));
        this.view = new View(renamed, "SELECT " + columns + " FROM " + names.quote(table), false);
    }

    List<ExpandedRevision> revisions() {
        CreateView create = new CreateView(view, false);
        List<Operation> drop = List.of(new DropView(renamed, false, false));
        ExpandedRevision expand = new ExpandedRevision(
                ExpandMessages.view(renamed.name(), table.name()), before, List.of(create), drop, null);
        List<Operation> back = List.of(new RenameTable(renamed, table.name()), create);
        ExpandedRevision contract = new ExpandedRevision(
                ExpandMessages.takesName(table.name(), renamed.name()),
                expand.after(),
                bridge.replace(view, table),
                back,
                null);
        return List.of(expand, contract);
    }
}
