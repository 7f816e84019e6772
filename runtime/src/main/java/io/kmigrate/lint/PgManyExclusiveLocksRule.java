package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Two tables are locked until the commit. */
@API(status = INTERNAL, since = "0.1")
public final class PgManyExclusiveLocksRule extends LockRule {
    public PgManyExclusiveLocksRule() {
        super("pg-many-exclusive-locks", Severity.WARNING, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "One transaction locks several large tables against all others",
                "The locks are held until the commit, in an order that the application may not "
                        + "follow: that is a deadlock. And the first table is locked as long as the "
                        + "others take.",
                "Change one table in a revision.",
                new Documentation.Example(
                        List.of(Examples.users(), Examples.plainOrders()),
                        List.of(
                                new DropColumn(Examples.USERS, Examples.EMAIL, false),
                                new DropColumn(TableName.of("orders"), "user_id", false))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> otherwise(Operation operation) {
                LintContext context = found.context();
                TableName table = StrongLock.of(operation);
                List<TableName> before = context.transaction().stream()
                        .map(StrongLock::of)
                        .filter(context::isLarge)
                        .filter(other -> !other.equals(StrongLock.NONE))
                        .distinct()
                        .toList();
                return table.equals(StrongLock.NONE) || before.size() != 1 || before.contains(table)
                        ? Stream.empty()
                        : found.on(
                                table,
                                Work.NONE,
                                table + " and " + before.get(0) + " are locked in one transaction",
                                "change one of the tables in a revision of its own");
            }
        };
    }
}
