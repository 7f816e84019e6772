package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A sequence beside the column, or too few numbers. */
@API(status = INTERNAL, since = "0.1")
public final class PgSerialKeyRule extends LiveRule {
    public PgSerialKeyRule() {
        super("pg-serial-key", Severity.INFO, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A key is numbered by serial, or has 32 bits",
                "A serial column has a sequence with rights and an owner of its own; an "
                        + "identity has not. A key of 32 bits ends at 2,147,483,647, and changing it "
                        + "writes the whole table again.",
                "Use `long` with `autoIncrement`, which is an identity.",
                new Documentation.Example(List.of(), List.of(Examples.users())));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            private static final int SHORT = 32;

            @Override
            public Stream<Finding> createTable(CreateTable create) {
                PrimaryKey key = create.table().primaryKey();
                return create.table().columns().stream()
                        .filter(column -> isSerial(column)
                                || (key != null && key.columns().equals(List.of(column.name())) && isShort(column)))
                        .flatMap(column -> said(create.table().name(), column));
            }

            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                return isSerial(add.column()) ? said(add.table(), add.column()) : Stream.empty();
            }

            private boolean isSerial(Column column) {
                return column.identity() != null && column.identity().serial();
            }

            private boolean isShort(Column column) {
                return column.type() instanceof IntegerType type && type.bits() <= SHORT;
            }

            private Stream<Finding> said(TableName table, Column column) {
                return context.finding(
                        PgSerialKeyRule.this,
                        table,
                        table + "." + column.name()
                                + (isSerial(column) ? " is numbered by serial" : " has no numbers above 2,147,483,647"),
                        "use an identity of 64 bits");
            }
        };
    }
}
