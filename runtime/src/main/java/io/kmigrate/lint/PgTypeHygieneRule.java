package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.CharType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A type that people regret. */
@API(status = INTERNAL, since = "0.1")
public final class PgTypeHygieneRule extends LiveRule {
    public PgTypeHygieneRule() {
        super("pg-type-hygiene", Severity.INFO, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column has a type that is seldom meant",
                "`char(n)` fills values with blanks. `timestamp` without a zone means another "
                        + "moment to each session. A limit of `varchar(n)` that turns out too low needs a "
                        + "change of the table; a check can be changed without reading it.",
                "Use `text`, with a check where a limit is needed, and `timestamp with time " + "zone`.",
                new Documentation.Example(List.of(), List.of(Examples.users())));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createTable(CreateTable create) {
                return create.table().columns().stream()
                        .flatMap(column -> said(create.table().name(), column));
            }

            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                return said(add.table(), add.column());
            }

            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                ColumnType type = alter.change().type();
                return type == null ? Stream.empty() : said(alter.table(), Column.of(alter.column(), type));
            }

            private Stream<Finding> said(TableName table, Column column) {
                ColumnType type = column.type();
                String better = LIMITED.contains(type.getClass())
                        ? "text with a check"
                        : type.equals(new TimestampType(false)) ? "timestamp with time zone" : "";
                return better.isEmpty()
                        ? Stream.empty()
                        : context.finding(
                                PgTypeHygieneRule.this,
                                table,
                                table + "." + column.name() + " has the type " + type,
                                "use " + better);
            }
        };
    }

    private static final Set<Class<?>> LIMITED = Set.of(CharType.class, VarcharType.class);
}
