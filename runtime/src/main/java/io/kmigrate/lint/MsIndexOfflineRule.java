package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.TableName;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Others wait until an index is built. */
@API(status = INTERNAL, since = "0.1")
public final class MsIndexOfflineRule extends LockRule {
    public MsIndexOfflineRule() {
        super(
                "ms-index-offline",
                Severity.ERROR,
                Products.sqlServer("SQL Server; ONLINE needs the Enterprise edition or Azure"));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets an index, a key or a unique constraint",
                "Without ONLINE, SQL Server locks the table until the index is built.",
                "Create it with ONLINE = ON, where the edition has it. Otherwise choose a time " + "when no one works.",
                Examples.onUsers(new CreateIndex(Examples.USERS, Index.of("ix_email", "email"), false, false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createIndex(CreateIndex create) {
                return create.concurrently() ? Stream.empty() : built(create.table());
            }

            @Override
            public Stream<Finding> createUniqueConstraint(CreateUniqueConstraint create) {
                return built(create.table());
            }

            @Override
            public Stream<Finding> createPrimaryKey(CreatePrimaryKey create) {
                return built(create.table());
            }

            private Stream<Finding> built(TableName table) {
                return found.on(
                        table,
                        Work.INDEX,
                        "writes to " + table + " are blocked until the index is built",
                        "create it with ONLINE = ON, or choose a time when no one works");
            }
        };
    }
}
