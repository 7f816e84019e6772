package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.OperationVisitor;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The rows of a dropped table are lost. */
@API(status = INTERNAL, since = "0.1")
public final class DropTableRule implements Rule {
    @Override
    public String code() {
        return "drop-table";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A table is dropped",
                "The rows are gone, and a downgrade brings back an empty table. Running instances of the "
                        + "application that still use the table fail at once.",
                "Deploy a release that no longer uses the table. Back up its rows, or rename the table for "
                        + "one release. Drop it in a later revision.",
                Examples.onUsers(new DropTable(Examples.USERS, false)));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropTable(DropTable drop) {
                return context.isNew(drop.table())
                        ? Stream.empty()
                        : context.finding(
                                DropTableRule.this,
                                "all rows of " + drop.table() + " are lost",
                                "drop the table once no running release uses it, and back up its rows");
            }
        };
    }
}
