package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.DefaultValue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server copies the table and blocks writers. */
@API(status = INTERNAL, since = "0.1")
public final class MyExpressionDefaultRule extends LockRule {
    public MyExpressionDefaultRule() {
        super("my-expression-default", Severity.ERROR, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a column whose default is an expression",
                "The server computes the value of each row and copies the table, and blocks " + "writers.",
                "Add the column as nullable, set the default with `alterColumn`, and fill the " + "rows in batches.",
                Examples.onUsers(new AddColumn(
                        Examples.USERS,
                        Column.of("token", new UuidType()).withDefault(new DefaultValue.Expression("uuid()")),
                        null,
                        false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                return add.column().defaultValue() instanceof DefaultValue.Expression expression
                                && !NOW.matcher(expression.sql()).matches()
                        ? found.on(
                                add.table(),
                                Work.REWRITE,
                                "writes to " + add.table() + " are blocked while each row gets its own value of "
                                        + add.column().name(),
                                "add it as nullable, set the default, and fill the rows in batches")
                        : Stream.empty();
            }
        };
    }

    /** The moment of the statement is one value. */
    private static final Pattern NOW = Pattern.compile("(?i)(now|current_timestamp|current_date)(\\(\\d*\\))?");
}
