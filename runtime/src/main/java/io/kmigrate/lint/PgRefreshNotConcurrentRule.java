package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers wait until a view is filled. */
@API(status = INTERNAL, since = "0.1")
public final class PgRefreshNotConcurrentRule extends LockRule {
    public PgRefreshNotConcurrentRule() {
        super("pg-refresh-not-concurrent", Severity.WARNING, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text refreshes a materialized view in the plain way",
                "No one can read the view until it is filled again.",
                "Say CONCURRENTLY, which needs a unique index on the view.",
                new Documentation.Example(
                        List.of(new CreateView(
                                new View(TableName.of("totals"), "SELECT count(*) AS n FROM users", true), false)),
                        List.of(new ExecuteSql("REFRESH MATERIALIZED VIEW totals"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName view = action.table();
        return action.kind() == Kind.REFRESH && !action.isOnline() && view != null
                ? found.on(view, Work.NONE, "reads of " + view + " are blocked until it is filled", "say CONCURRENTLY")
                : Stream.empty();
    }
}
