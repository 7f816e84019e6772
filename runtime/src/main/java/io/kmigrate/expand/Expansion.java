package io.kmigrate.expand;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.ReleaseBridge;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ExpandMessages;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.List;
import org.apiguardian.api.API;

/** Expands a change first and contracts it later, so that a release that is replaced works until it is gone. */
@API(status = INTERNAL, since = "0.1")
public final class Expansion implements DefaultingOperationVisitor<List<ExpandedRevision>> {
    private final String label;
    private final Snapshot before;
    private final ReleaseBridge bridge;
    private final Names names;

    private Expansion(String label, Snapshot before, ReleaseBridge bridge, Names names) {
        this.label = label;
        this.before = before;
        this.bridge = bridge;
        this.names = names;
    }

    /**
     * The revisions that take the place of one.
     *
     * @param label of that one
     * @throws MigrationException with the reason, where there are none
     */
    public static List<ExpandedRevision> of(
            String label, List<Operation> operations, Snapshot before, Dialect dialect) {
        ReleaseBridge bridge = dialect.releaseBridge()
                .orElseThrow(() -> ExpandMessages.impossible(label, ExpandMessages.noBridge(dialect.name()))
                        .exception());
        if (operations.size() != 1) {
            throw ExpandMessages.impossible(label, ExpandMessages.severalOperations(operations.size()))
                    .exception();
        }
        return operations.get(0).accept(new Expansion(label, before, bridge, dialect.names()));
    }

    private MigrationException refused(String reason) {
        return ExpandMessages.impossible(label, reason).exception();
    }

    @Override
    public List<ExpandedRevision> otherwise(Operation operation) {
        throw refused(ExpandMessages.needless());
    }

    @Override
    public List<ExpandedRevision> renameColumn(RenameColumn operation) {
        return new RenamedColumn(operation, column(operation.table(), operation.column()), bridge).revisions();
    }

    @Override
    public List<ExpandedRevision> alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        if (change.type() == null || !change.equals(ColumnChange.none().withType(change.type()))) {
            throw refused(ExpandMessages.notTypeAlone());
        }
        if (!bridge.swapsNames()) {
            throw refused(ExpandMessages.noSwap());
        }
        return new RetypedColumn(change.type(), column(operation.table(), operation.column()), bridge).revisions();
    }

    @Override
    public List<ExpandedRevision> renameTable(RenameTable operation) {
        if (before.table(operation.table()).isEmpty()) {
            throw refused(ExpandMessages.unknownTable(operation.table().toString()));
        }
        return new RenamedTable(operation, before, bridge, names).revisions();
    }

    private ExpandableColumn column(TableName table, String column) {
        return ExpandableColumn.of(this::refused, names, before, table, column);
    }
}
