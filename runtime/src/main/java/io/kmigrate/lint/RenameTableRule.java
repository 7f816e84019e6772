package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.TableName;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Releases that run use the old name. */
@API(status = INTERNAL, since = "0.1")
public final class RenameTableRule extends LiveRule {
    public RenameTableRule() {
        super("rename-table", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A table gets another name, or moves into another schema",
                "The database does it at once. Instances of the application that run fail at "
                        + "their next statement, because they use the old name.",
                "Create a view with the old name in the same revision, and drop it once no " + "instance uses it.",
                Examples.onUsers(new RenameTable(Examples.USERS, "members")));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> renameTable(RenameTable rename) {
                return renamed(rename.table());
            }

            @Override
            public Stream<Finding> moveTable(MoveTable move) {
                return renamed(move.table());
            }

            private Stream<Finding> renamed(TableName table) {
                return context.isNew(table) || hasView(table)
                        ? Stream.empty()
                        : context.finding(
                                RenameTableRule.this,
                                table,
                                "instances that run know " + table + " under its old name",
                                "create a view with the old name, and drop it later");
            }

            private boolean hasView(TableName table) {
                return context.revision().stream()
                        .anyMatch(operation -> operation instanceof CreateView create
                                && create.view().name().equals(table));
            }
        };
    }
}
