package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.revision.Migration;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Nothing takes it back. */
@API(status = INTERNAL, since = "0.1")
public final class IrreversibleRule extends LiveRule {
    public IrreversibleRule() {
        super("irreversible", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A revision has no downgrade, and does not say so",
                "A downgrade stops there. Anyone who needs it learns that in the middle of an " + "incident.",
                "Write a `downgrade`, give `execute` an `undo`, or declare `irreversible(\"…\")` " + "with the reason.",
                new Documentation.Example(
                        List.of(Examples.users()), List.of(new ExecuteSql("UPDATE users SET email = ''"))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> otherwise(Operation operation) {
                boolean isDerived = context.migration().downgrade() instanceof Migration.Derived;
                return !isDerived || operation.inverse(context.before()).isPresent()
                        ? Stream.empty()
                        : context.finding(
                                IrreversibleRule.this,
                                "the revision " + context.migration().revision().label()
                                        + " has no downgrade, and none can be derived",
                                "write a downgrade, or say irreversible(…) with the reason");
            }
        };
    }
}
