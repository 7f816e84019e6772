package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** No one can tell beforehand. */
@API(status = INTERNAL, since = "0.1")
public final class OpaqueSqlRule extends LiveRule {
    public OpaqueSqlRule() {
        super("opaque-sql", Severity.INFO, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A step cannot be judged",
                "The rules cannot look into code, into procedures, and into statements that "
                        + "they do not read. Whether such a step stops others shows as it runs.",
                "Look at it yourself. Use an operation where there is one.",
                new Documentation.Example(List.of(), List.of(new ExecuteSql("CALL tidy_up()"))));
    }

    @Override
    public Stream<Finding> statement(SqlAction action, LintContext context) {
        boolean isFirst = context.statements().stream().noneMatch(other -> other.kind() == Kind.UNKNOWN);
        return action.kind() == Kind.UNKNOWN && isFirst
                ? context.finding(this, action.text() + " cannot be judged", "look at it yourself")
                : Stream.empty();
    }
}
