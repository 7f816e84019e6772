package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers and writers wait for a partition. */
@API(status = INTERNAL, since = "0.1")
public final class PgPartitionRule extends LockRule {
    public PgPartitionRule() {
        super("pg-partition", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text attaches or detaches a partition of a large table in the plain way",
                "DETACH takes an ACCESS EXCLUSIVE lock on the table. ATTACH reads the "
                        + "partition, and the default partition, unless a valid check proves its rows.",
                "Detach with CONCURRENTLY, outside of a transaction. Before ATTACH, give the "
                        + "partition a check that equals its bounds, and validate it.",
                new Documentation.Example(
                        List.of(Examples.users()),
                        List.of(new ExecuteSql("ALTER TABLE users DETACH PARTITION users_2020"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        boolean isDetached = action.kind() == Kind.DETACH_PARTITION;
        return table != null && !action.isOnline() && (isDetached || action.kind() == Kind.ATTACH_PARTITION)
                ? found.on(
                        table,
                        isDetached ? Work.NONE : Work.SCAN,
                        isDetached
                                ? "all others wait until the partition of " + table + " is detached"
                                : "all rows of the partition are read while " + table + " is locked",
                        isDetached
                                ? "say CONCURRENTLY, with transactional = false"
                                : "give the partition a valid check first")
                : Stream.empty();
    }
}
