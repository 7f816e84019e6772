package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** All rows of a table are lost. */
@API(status = INTERNAL, since = "0.1")
public final class TruncateRule extends LiveRule {
    public TruncateRule() {
        super("truncate", Severity.ERROR, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text truncates a table",
                "The rows are gone. With CASCADE, those of all tables that refer to it are "
                        + "gone, too. No downgrade brings them back.",
                "Delete the rows that are not needed any more, in batches. Say `unsafe` for a "
                        + "table that can be filled again.",
                new Documentation.Example(
                        List.of(Examples.users()), List.of(new ExecuteSql("TRUNCATE users CASCADE"))));
    }

    @Override
    public Stream<Finding> statement(SqlAction action, LintContext context) {
        TableName table = action.table();
        return action.kind() != Kind.TRUNCATE || table == null || context.isNew(table)
                ? Stream.empty()
                : context.finding(this, table, "all rows of " + table + " are lost", "delete the rows in batches");
    }
}
