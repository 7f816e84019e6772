package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A key has 3072 bytes at most. */
@API(status = INTERNAL, since = "0.1")
public final class MyIndexLengthRule extends LiveRule {
    public MyIndexLengthRule() {
        super("my-index-length", Severity.WARNING, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "An index has longer values than its pages hold",
                "A key of InnoDB has 3072 bytes at most, which are 768 characters of utf8mb4. "
                        + "The server refuses a longer one, or cuts it outside of strict mode.",
                "Index the first characters of the column, with `length`.",
                new Documentation.Example(
                        List.of(new CreateTable(
                                Table.of(
                                        TableName.of("rooms"), List.of(Column.of("name", new VarcharType(1000))), null),
                                false)),
                        List.of(new CreateIndex(TableName.of("rooms"), Index.of("ix_name", "name"), false, false))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            private static final int LONGEST = 768;

            @Override
            public Stream<Finding> createIndex(CreateIndex create) {
                int characters = create.index().columns().stream()
                        .mapToInt(part -> length(create.table(), part))
                        .sum();
                return characters <= LONGEST || create.index().method() != null
                        ? Stream.empty()
                        : context.finding(
                                MyIndexLengthRule.this,
                                create.table(),
                                "the index " + create.index().name() + " has up to " + characters
                                        + " characters, and a key has 768",
                                "index the first characters of the column");
            }

            private int length(TableName table, IndexColumn part) {
                Integer limit = part.length();
                return limit != null
                        ? limit
                        : context.column(table, part.text())
                                .map(Column::type)
                                .filter(VarcharType.class::isInstance)
                                .map(type -> ((VarcharType) type).length())
                                .orElse(0);
            }
        };
    }
}
