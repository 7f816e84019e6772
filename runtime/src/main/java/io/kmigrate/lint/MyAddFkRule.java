package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server copies the table and blocks writers. */
@API(status = INTERNAL, since = "0.1")
public final class MyAddFkRule extends LockRule {
    public MyAddFkRule() {
        super("my-add-fk", Severity.ERROR, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a foreign key",
                "With `foreign_key_checks`, the server copies the table to check each row, and " + "blocks writers.",
                "Query for rows that refer to nothing. Then set `foreign_key_checks = 0` for "
                        + "the session, and create the key in place.",
                new Documentation.Example(
                        List.of(Examples.users(), Examples.plainOrders()),
                        List.of(new CreateForeignKey(TableName.of("orders"), Examples.userOfOrder()))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return found.on(
                        create.table(),
                        Work.REWRITE,
                        "writes to " + create.table() + " are blocked while it is copied to check each row",
                        "look for orphans first, and create the key with foreign_key_checks = 0");
            }
        };
    }
}
