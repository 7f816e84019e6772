package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.DefaultValue;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Each row is written. */
@API(status = INTERNAL, since = "0.1")
public final class MsAddNotNullDefaultRule extends LockRule {
    public MsAddNotNullDefaultRule() {
        super(
                "ms-add-not-null-default",
                Severity.WARNING,
                Products.sqlServer("SQL Server; the Enterprise edition stores a constant once"));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a NOT NULL column with a default",
                "The Enterprise edition stores a constant once for all rows. Other editions "
                        + "write each row, under a lock that stops everybody.",
                "Add the column as nullable, fill it in batches, and set NOT NULL later.",
                Examples.onUsers(new AddColumn(
                        Examples.USERS,
                        Column.of("country", new VarcharType(2)).withDefault(new DefaultValue.Literal("de")),
                        null,
                        false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                return add.column().nullable() || add.column().defaultValue() == null
                        ? Stream.empty()
                        : found.on(
                                add.table(),
                                Work.REWRITE,
                                "everybody waits while each row of " + add.table() + " gets "
                                        + add.column().name(),
                                "add it as nullable, and fill it in batches");
            }
        };
    }
}
