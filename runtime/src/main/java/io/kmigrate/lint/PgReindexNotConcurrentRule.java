package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Writers wait until indexes are built. */
@API(status = INTERNAL, since = "0.1")
public final class PgReindexNotConcurrentRule extends LockRule {
    public PgReindexNotConcurrentRule() {
        super("pg-reindex-not-concurrent", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text builds indexes again in the plain way",
                "REINDEX blocks writers of the table, and readers that use the index, until it " + "ends.",
                "Say CONCURRENTLY, with `transactional = false`.",
                new Documentation.Example(List.of(Examples.users()), List.of(new ExecuteSql("REINDEX TABLE users"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        return action.kind() != Kind.REINDEX || action.isOnline() || table == null
                ? Stream.empty()
                : found.on(
                        table,
                        Work.INDEX,
                        "writes are blocked while " + action.text() + " runs",
                        "say CONCURRENTLY, with transactional = false");
    }
}
