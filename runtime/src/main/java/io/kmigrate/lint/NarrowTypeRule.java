package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.Widening;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Values may not fit into a column's new type. */
@API(status = INTERNAL, since = "0.1")
public final class NarrowTypeRule implements Rule {
    @Override
    public String code() {
        return "narrow-type";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column's new type does not hold every value of the old one",
                "The database refuses the change when it meets a value that does not fit. Some databases "
                        + "shorten the value instead, and say nothing.",
                "Query for values that do not fit. Shorten or convert them in an earlier revision, or say "
                        + "how to convert them with `using`. For a large table, add a column of the new type, fill "
                        + "it, and switch.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, Examples.EMAIL, ColumnChange.none().withType(new VarcharType(100)))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                ColumnType type = alter.change().type();
                if (type == null
                        || context.isNew(alter.table())
                        || NoConversionRule.missing(context, alter).findAny().isPresent()) {
                    return Stream.empty();
                }
                return context
                        .column(alter.table(), alter.column())
                        .map(Column::type)
                        .filter(old -> !Widening.holds(old, type))
                        .stream()
                        .flatMap(old -> context.finding(
                                NarrowTypeRule.this,
                                "values of " + alter.table() + "." + alter.column() + " may not fit when " + old
                                        + " becomes " + type,
                                "find the values that do not fit, and convert them in an earlier revision"));
            }
        };
    }
}
