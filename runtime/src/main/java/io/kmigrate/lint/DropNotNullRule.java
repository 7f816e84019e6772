package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers may not expect null. */
@API(status = INTERNAL, since = "0.1")
public final class DropNotNullRule extends LiveRule {
    public DropNotNullRule() {
        super("drop-not-null", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column takes NULL from now on",
                "Instances of the application that run may fail on the first row without a "
                        + "value. A downgrade is stopped by such rows.",
                "Deploy a release that reads NULL first. Give the downgrade a statement that " + "fills the column.",
                new Documentation.Example(
                        List.of(Examples.users()),
                        List.of(new AlterColumn(
                                Examples.USERS, "id", ColumnChange.none().withNullable(true)))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                boolean isDropped = Boolean.TRUE.equals(alter.change().nullable());
                boolean wasNullable = context.column(alter.table(), alter.column())
                        .filter(Column::nullable)
                        .isPresent();
                return !isDropped || wasNullable || context.isNew(alter.table())
                        ? Stream.empty()
                        : context.finding(
                                DropNotNullRule.this,
                                alter.table(),
                                alter.table() + "." + alter.column() + " may be NULL from now on",
                                "deploy a release that reads NULL before");
            }
        };
    }
}
