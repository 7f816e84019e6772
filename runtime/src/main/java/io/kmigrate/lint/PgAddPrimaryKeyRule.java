package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers and writers wait until an index is built. */
@API(status = INTERNAL, since = "0.1")
public final class PgAddPrimaryKeyRule extends LockRule {
    public PgAddPrimaryKeyRule() {
        super("pg-add-primary-key", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a primary key",
                "ALTER TABLE reads all rows for NOT NULL and builds the index, under an ACCESS " + "EXCLUSIVE lock.",
                "Make the columns NOT NULL first, as `pg-set-not-null` says. Then create a "
                        + "unique index with `concurrently = true`, and add the key with `USING INDEX`.",
                new Documentation.Example(
                        List.of(new CreateTable(
                                Table.of(
                                        TableName.of("rooms"),
                                        List.of(Column.of("id", new IntegerType(64, false))),
                                        null),
                                false)),
                        List.of(new CreatePrimaryKey(
                                TableName.of("rooms"), new PrimaryKey("pk_rooms", List.of("id"))))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createPrimaryKey(CreatePrimaryKey create) {
                return found.on(
                        create.table(),
                        Work.INDEX,
                        "reads and writes of " + create.table() + " are blocked while the index of the key is built",
                        "create a unique index with concurrently = true, and add the key with USING INDEX");
            }
        };
    }
}
