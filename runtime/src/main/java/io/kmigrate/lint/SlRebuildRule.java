package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.TableName;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The table is copied. */
@API(status = INTERNAL, since = "0.1")
public final class SlRebuildRule extends LockRule {
    public SlRebuildRule() {
        super(
                "sl-rebuild",
                Severity.WARNING,
                Products.of("SQLite; some changes need no copy since 3.53", Products.SQLITE));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A change copies a large table",
                "SQLite cannot alter most things in place. Kmigrate creates a new table, copies "
                        + "all rows and drops the old one. Other writers wait meanwhile.",
                "Choose a quiet time. Put the changes of one table next to each other: they " + "share one copy.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, "id", ColumnChange.none().withType(new IntegerType(64, false)))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                boolean isMore =
                        alter.change().newName() == null || alter.change().type() != null;
                return isMore ? copied(alter.table()) : Stream.empty();
            }

            @Override
            public Stream<Finding> createPrimaryKey(CreatePrimaryKey create) {
                return copied(create.table());
            }

            @Override
            public Stream<Finding> createUniqueConstraint(CreateUniqueConstraint create) {
                return copied(create.table());
            }

            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return copied(create.table());
            }

            @Override
            public Stream<Finding> createCheckConstraint(CreateCheckConstraint create) {
                return copied(create.table());
            }

            @Override
            public Stream<Finding> dropConstraint(DropConstraint drop) {
                return copied(drop.table());
            }

            private Stream<Finding> copied(TableName table) {
                return found.on(
                        table,
                        Work.REWRITE,
                        "other writers wait while all rows of " + table + " are copied",
                        "choose a quiet time, and put changes of one table next to each other");
            }
        };
    }
}
