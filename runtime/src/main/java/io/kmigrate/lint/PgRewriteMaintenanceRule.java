package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The table is copied. */
@API(status = INTERNAL, since = "0.1")
public final class PgRewriteMaintenanceRule extends LockRule {
    public PgRewriteMaintenanceRule() {
        super("pg-rewrite-maintenance", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text writes a whole large table again",
                "VACUUM FULL, CLUSTER, SET LOGGED and SET TABLESPACE copy the table under an "
                        + "ACCESS EXCLUSIVE lock.",
                "Use `pg_repack`, or choose a time when no one works.",
                new Documentation.Example(List.of(Examples.users()), List.of(new ExecuteSql("VACUUM FULL users"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        return action.kind() == Kind.REWRITE && table != null
                ? found.on(
                        table,
                        Work.REWRITE,
                        "reads and writes are blocked while " + action.text() + " copies all rows",
                        "use pg_repack, or a time when no one works")
                : Stream.empty();
    }
}
