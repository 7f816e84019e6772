package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.OperationVisitor;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The values of a dropped column are lost, unless the database computed them. */
@API(status = INTERNAL, since = "0.1")
public final class DropColumnRule implements Rule {
    @Override
    public String code() {
        return "drop-column";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column is dropped",
                "The values are gone, and a downgrade brings back an empty column. Running instances of the "
                        + "application that list the column in their queries fail at once. A generated column is no "
                        + "loss: the database computes it again.",
                "Deploy a release that no longer uses the column. Copy the values that you want to keep. "
                        + "Drop the column in a later revision. If it only has a new name, use `renameColumn`.",
                Examples.onUsers(new DropColumn(Examples.USERS, Examples.EMAIL, false)));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropColumn(DropColumn drop) {
                boolean isComputed = context.column(drop.table(), drop.column())
                        .filter(column -> column.generated() != null)
                        .isPresent();
                return isComputed || context.isNew(drop.table())
                        ? Stream.empty()
                        : context.finding(
                                DropColumnRule.this,
                                "all values of " + drop.table() + "." + drop.column() + " are lost",
                                "drop the column once no running release uses it, and back up its values");
            }
        };
    }
}
