package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Index;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Every write pays for an index. */
@API(status = INTERNAL, since = "0.1")
public final class WideIndexRule extends LiveRule {
    public WideIndexRule() {
        super("wide-index", Severity.INFO, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "An index that is not unique has more than three columns",
                "Every write changes the index. The columns behind the third one seldom make a " + "query faster.",
                "Index the columns that tell rows apart. PostgreSQL can keep others beside them " + "with `include`.",
                Examples.onUsers(new CreateIndex(
                        Examples.USERS, Index.of("ix_wide", "email", "id", "name", "city"), false, true)));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            private static final int USUAL = 3;

            @Override
            public Stream<Finding> createIndex(CreateIndex create) {
                int columns = create.index().columns().size();
                return create.index().unique() || columns <= USUAL
                        ? Stream.empty()
                        : context.finding(
                                WideIndexRule.this,
                                create.table(),
                                "the index " + create.index().name() + " has " + columns + " columns",
                                "index the columns that tell rows apart");
            }
        };
    }
}
