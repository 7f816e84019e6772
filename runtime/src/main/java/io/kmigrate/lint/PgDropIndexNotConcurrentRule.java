package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.schema.Index;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** All others wait for a moment, or longer. */
@API(status = INTERNAL, since = "0.1")
public final class PgDropIndexNotConcurrentRule extends LockRule {
    public PgDropIndexNotConcurrentRule() {
        super("pg-drop-index-not-concurrent", Severity.WARNING, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "An index of a large table is dropped in the plain way",
                "DROP INDEX takes an ACCESS EXCLUSIVE lock. It is short, but it waits behind "
                        + "the longest query, and every later query waits behind it.",
                "Drop it with `concurrently = true`. The index of a constraint goes with the " + "constraint.",
                new Documentation.Example(
                        List.of(
                                Examples.users(),
                                new CreateIndex(Examples.USERS, Index.of("ix_email", "email"), false, false)),
                        List.of(new DropIndex("ix_email", Examples.USERS, false, false))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropIndex(DropIndex drop) {
                return drop.concurrently()
                        ? Stream.empty()
                        : found.on(
                                drop.table(),
                                Work.NONE,
                                "all others wait until the index " + drop.name() + " is dropped",
                                "drop the index with concurrently = true");
            }
        };
    }
}
