package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.schema.TableName;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Releases that run use the old name. */
@API(status = INTERNAL, since = "0.1")
public final class RenameColumnRule extends LiveRule {
    public RenameColumnRule() {
        super("rename-column", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column of a table with rows gets another name",
                "The database does it at once. Instances of the application that run fail at "
                        + "their next statement, because they use the old name.",
                "Add a column with the new name, write both, copy the values, and drop the old "
                        + "one in a later revision. Or say `unsafe` where no instance runs meanwhile.",
                Examples.onUsers(new RenameColumn(Examples.USERS, Examples.EMAIL, "mail")));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> renameColumn(RenameColumn rename) {
                return renamed(rename.table(), rename.column());
            }

            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                return alter.change().newName() == null ? Stream.empty() : renamed(alter.table(), alter.column());
            }

            private Stream<Finding> renamed(TableName table, String column) {
                return context.isNew(table)
                        ? Stream.empty()
                        : context.finding(
                                RenameColumnRule.this,
                                table,
                                "instances that run know " + table + "." + column + " under its old name",
                                "add a column with the new name, write both, and drop the old one later");
            }
        };
    }
}
