package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A new value cannot be used yet. */
@API(status = INTERNAL, since = "0.1")
public final class PgEnumValueSameTxRule extends LiveRule {
    public PgEnumValueSameTxRule() {
        super("pg-enum-value-same-tx", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A new value of an enumeration is used in the transaction that adds it",
                "PostgreSQL refuses to use the value until the transaction that adds it is " + "committed.",
                "Use the value in the next revision.",
                new Documentation.Example(
                        List.of(new CreateEnum(new DatabaseEnum(TableName.of("mood"), List.of("sad", "ok")), false)),
                        List.of(
                                new AddEnumValue(TableName.of("mood"), "happy", null, false, false),
                                new ExecuteSql("UPDATE people SET mood = 'happy'"))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> executeSql(ExecuteSql execute) {
                return used(execute.sqlFor(context.target().dialect()));
            }

            @Override
            public Stream<Finding> bulkInsert(BulkInsert insert) {
                return used(quoted(insert.rows()));
            }

            @Override
            public Stream<Finding> bulkUpdate(BulkUpdate update) {
                return used(quoted(update.values()) + update.where());
            }

            @Override
            public Stream<Finding> bulkDelete(BulkDelete delete) {
                return used(String.valueOf(delete.where()));
            }

            /** Values in quotes, as SQL has texts. */
            private String quoted(Object rows) {
                return rows.toString().replaceAll("=([^,}]*)", "='$1'");
            }

            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                return used(String.valueOf(alter.change().defaultChange()));
            }

            private Stream<Finding> used(String text) {
                return context.transaction().stream()
                        .flatMap(operation -> operation instanceof AddEnumValue add ? Stream.of(add) : Stream.empty())
                        .filter(add -> text.contains("'" + add.value() + "'"))
                        .flatMap(add -> context.finding(
                                PgEnumValueSameTxRule.this,
                                "the value " + add.value() + " of " + add.type() + " cannot be used before the commit",
                                "use it in the next revision"));
            }
        };
    }
}
