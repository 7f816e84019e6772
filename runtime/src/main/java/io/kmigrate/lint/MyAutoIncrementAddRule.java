package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.Identity;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server builds the table and blocks writers. */
@API(status = INTERNAL, since = "0.1")
public final class MyAutoIncrementAddRule extends LockRule {
    public MyAutoIncrementAddRule() {
        super("my-auto-increment-add", Severity.ERROR, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a column that numbers its rows",
                "The server numbers each row and builds the table again, and blocks writers. "
                        + "Replicas may give other numbers.",
                "Create a new table with the column, copy the rows, and switch.",
                Examples.onUsers(new AddColumn(
                        Examples.USERS,
                        Column.of("number", new IntegerType(64, false)).withIdentity(Identity.standard()),
                        null,
                        false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                return add.column().identity() == null
                        ? Stream.empty()
                        : found.on(
                                add.table(),
                                Work.REWRITE,
                                "writes to " + add.table() + " are blocked while each row gets a number",
                                "create a new table with the column, copy the rows, and switch");
            }
        };
    }
}
