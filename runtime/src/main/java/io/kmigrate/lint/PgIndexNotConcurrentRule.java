package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.schema.Index;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Writers wait until an index is built. */
@API(status = INTERNAL, since = "0.1")
public final class PgIndexNotConcurrentRule extends LockRule {
    public PgIndexNotConcurrentRule() {
        super("pg-index-not-concurrent", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "An index is created in the plain way on a large table",
                "CREATE INDEX takes a SHARE lock. No one can write to the table until the index " + "is built.",
                "Create it with `concurrently = true`. Kmigrate runs it outside of a "
                        + "transaction, and drops the invalid index of an attempt that failed.",
                Examples.onUsers(new CreateIndex(Examples.USERS, Index.of("ix_email", "email"), false, false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createIndex(CreateIndex create) {
                return create.concurrently()
                        ? Stream.empty()
                        : found.on(
                                create.table(),
                                Work.INDEX,
                                "writes to " + create.table() + " are blocked for the whole build of "
                                        + create.index().name(),
                                "create the index with concurrently = true");
            }
        };
    }
}
