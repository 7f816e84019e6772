package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.VarcharType;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Rows have no value for a new column that needs one. */
@API(status = INTERNAL, since = "0.1")
public final class RequiredColumnRule implements Rule {
    @Override
    public String code() {
        return "required-column";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A NOT NULL column without a default is added",
                "Most databases refuse the column when the table has rows. MySQL and MariaDB fill the rows "
                        + "with 0 or an empty text instead. Running instances of the application that do not know the "
                        + "column cannot insert any more.",
                "Give the column a default. Otherwise add it as nullable, fill it, and set NOT NULL in a "
                        + "later revision.",
                Examples.onUsers(new AddColumn(Examples.USERS, Column.of("country", new VarcharType(2)), null, false)));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                Column column = add.column();
                boolean isFilled = column.nullable()
                        || column.defaultValue() != null
                        || column.identity() != null
                        || column.generated() != null;
                return isFilled || context.isNew(add.table())
                        ? Stream.empty()
                        : context.finding(
                                RequiredColumnRule.this,
                                "rows of " + add.table() + " have no value for the new column " + column.name()
                                        + ", which has no default",
                                "give the column a default, or add it as nullable and fill it first");
            }
        };
    }
}
