package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A table of another shape may be there. */
@API(status = INTERNAL, since = "0.1")
public final class CreateTableForceRule extends LiveRule {
    public CreateTableForceRule() {
        super("create-table-force", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A table is created only if it is missing, or is dropped just before",
                "With `ifNotExists`, a table of another shape stays as it is, and the revisions "
                        + "that follow fail on it. A table that is dropped just before takes its rows "
                        + "with it.",
                "Create the table plainly. Where a database may have it, use `stamp` or the "
                        + "setting for a baseline of an existing database.",
                new Documentation.Example(
                        List.of(),
                        List.of(new CreateTable(
                                Table.of(
                                        TableName.of("rooms"),
                                        List.of(Column.of("id", new IntegerType(64, false))),
                                        null),
                                true))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createTable(CreateTable create) {
                TableName table = create.table().name();
                boolean isDropped = context.revision().stream()
                        .anyMatch(operation -> operation instanceof DropTable drop
                                && drop.table().equals(table)
                                && drop.ifExists());
                return create.ifNotExists() || isDropped
                        ? context.finding(
                                CreateTableForceRule.this,
                                isDropped
                                        ? "the table " + table + " that is there is dropped for a new one"
                                        : "a table " + table + " of another shape stays as it is",
                                "create the table plainly")
                        : Stream.empty();
            }
        };
    }
}
