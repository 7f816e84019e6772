package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server copies the table and blocks writers. */
@API(status = INTERNAL, since = "0.1")
public final class MyVarcharGrowthRule extends LockRule {
    public MyVarcharGrowthRule() {
        super("my-varchar-growth", Severity.ERROR, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A varchar of a large table grows across 255 bytes",
                "The length of a value takes one byte up to 255 bytes, and two above: 63 "
                        + "characters of utf8mb4. Crossing it copies the table and blocks writers.",
                "Choose a length above 63 from the start. Use gh-ost or pt-online-schema-change "
                        + "for an old column.",
                new Documentation.Example(
                        List.of(new CreateTable(
                                Table.of(TableName.of("rooms"), List.of(Column.of("name", new VarcharType(50))), null),
                                false)),
                        List.of(new AlterColumn(
                                TableName.of("rooms"),
                                "name",
                                ColumnChange.none().withType(new VarcharType(200))))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            private static final int SHORT = 63;

            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                boolean isCrossed = alter.change().type() instanceof VarcharType to
                        && to.length() > SHORT
                        && found.context()
                                .column(alter.table(), alter.column())
                                .filter(column -> column.type() instanceof VarcharType from && from.length() <= SHORT)
                                .isPresent();
                return isCrossed
                        ? found.on(
                                alter.table(),
                                Work.REWRITE,
                                "writes to " + alter.table() + " are blocked while it is copied, as " + alter.column()
                                        + " grows across 255 bytes",
                                "use gh-ost or pt-online-schema-change, or a time when no one writes")
                        : Stream.empty();
            }
        };
    }
}
