package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server reads over it. */
@API(status = INTERNAL, since = "0.1")
public final class MyInlineReferencesRule extends LiveRule {
    public MyInlineReferencesRule() {
        super("my-inline-references", Severity.WARNING, Products.of("MySQL before 9.0", Products.MYSQL));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text gives a column its foreign key beside it",
                "MySQL before 9.0 reads REFERENCES beside a column, and ignores it.",
                "Write FOREIGN KEY as a constraint of the table, or use `references` of an " + "operation.",
                new Documentation.Example(
                        List.of(), List.of(new ExecuteSql("CREATE TABLE orders (user_id int REFERENCES users (id))"))));
    }

    @Override
    public Stream<Finding> statement(SqlAction action, LintContext context) {
        boolean isOld = context.target().version().isEmpty() || context.isBefore(9);
        return action.kind() == Kind.COLUMN_REFERENCE && isOld
                ? context.finding(
                        this, "the server ignores REFERENCES beside a column", "write FOREIGN KEY (…) REFERENCES")
                : Stream.empty();
    }
}
