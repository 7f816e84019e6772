package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server builds the table again. */
@API(status = INTERNAL, since = "0.1")
public final class MyNotNullInplaceRule extends LockRule {
    public MyNotNullInplaceRule() {
        super("my-not-null-inplace", Severity.WARNING, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column of a large table becomes NOT NULL",
                "The server builds the table again. Outside of strict mode it turns NULL into 0 "
                        + "or an empty text, and says nothing.",
                "Look for rows without a value, and set strict mode for the session.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, Examples.EMAIL, ColumnChange.none().withNullable(false))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                return Boolean.FALSE.equals(alter.change().nullable())
                        ? found.on(
                                alter.table(),
                                Work.REWRITE,
                                "the server builds " + alter.table() + " again to make " + alter.column() + " NOT NULL",
                                "fill the column first, and choose a quiet time")
                        : Stream.empty();
            }
        };
    }
}
