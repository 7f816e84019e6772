package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A whole table is locked. */
@API(status = INTERNAL, since = "0.1")
public final class LockTableRule extends LockRule {
    public LockTableRule() {
        super("lock-table", Severity.ERROR, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text locks a large table",
                "All others wait until the transaction ends. Queries that come later wait " + "behind them.",
                "Leave the lock out: each statement takes the one that it needs.",
                new Documentation.Example(List.of(Examples.users()), List.of(new ExecuteSql("LOCK TABLE users"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        return action.kind() == Kind.LOCK_TABLE && table != null
                ? found.on(
                        table,
                        Work.NONE,
                        "all others wait for " + table + " until the transaction ends",
                        "leave the lock out")
                : Stream.empty();
    }
}
