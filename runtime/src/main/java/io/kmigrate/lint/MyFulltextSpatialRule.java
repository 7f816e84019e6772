package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.schema.Index;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Writers wait until an index is built. */
@API(status = INTERNAL, since = "0.1")
public final class MyFulltextSpatialRule extends LockRule {
    public MyFulltextSpatialRule() {
        super("my-fulltext-spatial", Severity.ERROR, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a full-text or spatial index",
                "Both block writers until the index is built. The first full-text index of a "
                        + "table builds the table again, too.",
                "Use gh-ost or pt-online-schema-change, or choose a time when no one writes.",
                Examples.onUsers(new CreateIndex(
                        Examples.USERS, Index.of("ix_email", "email").withMethod("fulltext"), false, false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createIndex(CreateIndex create) {
                String method = create.index().method();
                boolean isSlow =
                        method != null && (method.equalsIgnoreCase("fulltext") || method.equalsIgnoreCase("spatial"));
                return isSlow
                        ? found.on(
                                create.table(),
                                Work.INDEX,
                                "writes to " + create.table() + " are blocked for the whole build of "
                                        + create.index().name(),
                                "use gh-ost or pt-online-schema-change, or a time when no one writes")
                        : Stream.empty();
            }
        };
    }
}
