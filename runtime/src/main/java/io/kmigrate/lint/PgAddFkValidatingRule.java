package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Writers of two tables wait until all rows are checked. */
@API(status = INTERNAL, since = "0.1")
public final class PgAddFkValidatingRule extends LockRule {
    public PgAddFkValidatingRule() {
        super("pg-add-fk-validating", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A foreign key is created on a large table, or to one",
                "PostgreSQL checks every row under a SHARE ROW EXCLUSIVE lock on both tables: "
                        + "no one can write to either.",
                "Create it with `notValid = true`, and use `validateConstraint` in a revision "
                        + "of its own. Writers continue then.",
                new Documentation.Example(
                        List.of(Examples.users(), Examples.plainOrders()),
                        List.of(new CreateForeignKey(TableName.of("orders"), Examples.userOfOrder()))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return create.foreignKey().looksAtRows()
                        ? checked(create.table(), create.foreignKey())
                        : Stream.empty();
            }

            /** A new column is NULL in all rows, which refers to nothing; a default is checked. */
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                ForeignKey key = add.foreignKey();
                return key == null || add.column().defaultValue() == null ? Stream.empty() : checked(add.table(), key);
            }

            private Stream<Finding> checked(TableName table, ForeignKey key) {
                if (found.context().isNew(table)) {
                    return Stream.empty();
                }
                TableName other = key.referencedTable();
                TableName large = found.context().isLarge(table) ? table : other;
                return found.on(
                        large,
                        Work.SCAN,
                        "writes to " + table + " and " + other + " are blocked while each row is checked",
                        "create the key with notValid = true, and use validateConstraint in a revision of its own");
            }
        };
    }
}
