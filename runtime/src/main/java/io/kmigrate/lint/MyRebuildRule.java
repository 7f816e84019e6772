package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A table is built again beside its writers. */
@API(status = INTERNAL, since = "0.1")
public final class MyRebuildRule extends LockRule {
    public MyRebuildRule() {
        super("my-rebuild", Severity.WARNING, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text builds a large table again",
                "Writers continue, except for a moment at the end. But the server needs room for a second "
                        + "table, and a replica does the same work before it does anything else.",
                "Choose a quiet time, or use gh-ost or pt-online-schema-change.",
                new Documentation.Example(
                        List.of(Examples.users()), List.of(new ExecuteSql("ALTER TABLE users ENGINE=InnoDB"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        return action.kind() == Kind.REBUILD && table != null
                ? found.on(
                        table,
                        Work.REWRITE,
                        "the server builds " + table + " again because of " + action.text(),
                        "choose a quiet time")
                : Stream.empty();
    }
}
