package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** No one keeps the rows right any more. */
@API(status = INTERNAL, since = "0.1")
public final class DropConstraintRule extends LiveRule {
    public DropConstraintRule() {
        super("drop-constraint", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A constraint is dropped, and the revision creates no other in its place",
                "Rows that break it are written from then on, and stop anyone who wants it back.",
                "Create the constraint that replaces it in the same revision. Otherwise say why "
                        + "it goes, with `unsafe`.",
                new Documentation.Example(
                        List.of(
                                Examples.users(),
                                new CreateUniqueConstraint(
                                        Examples.USERS, new UniqueConstraint("ux_email", List.of(Examples.EMAIL)))),
                        List.of(new DropConstraint(Examples.USERS, "ux_email", false))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropConstraint(DropConstraint drop) {
                boolean isReplaced = context.revision().stream()
                        .anyMatch(operation ->
                                operation.accept(new NewConstraint()).equals(drop.table()));
                return isReplaced || context.isNew(drop.table())
                        ? Stream.empty()
                        : context.finding(
                                DropConstraintRule.this,
                                drop.table(),
                                "rows of " + drop.table() + " may break " + drop.name() + " from now on",
                                "create the constraint that replaces it in the same revision");
            }
        };
    }
}
