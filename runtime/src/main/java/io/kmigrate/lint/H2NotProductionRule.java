package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationVisitor;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Other databases are stricter. */
@API(status = INTERNAL, since = "0.1")
public final class H2NotProductionRule extends LiveRule {
    public H2NotProductionRule() {
        super("h2-not-production", Severity.INFO, Products.of("H2, every version", Products.H2));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "The revisions are judged for H2 alone",
                "H2 has none of the locks of a server, and takes SQL that other databases "
                        + "refuse. A statement that is safe there says nothing about production.",
                "Judge them for the database of production: `migrate lint --dialect " + "postgresql`.",
                new Documentation.Example(List.of(), List.of(Examples.users())));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> otherwise(Operation operation) {
                return context.isFirst() && context.isFirstRevision()
                        ? context.finding(
                                H2NotProductionRule.this,
                                "a statement that is safe on H2 says nothing about production",
                                "judge for the database of production")
                        : Stream.empty();
            }
        };
    }
}
