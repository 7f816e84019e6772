package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.UuidType;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The database has no conversion to a column's new type. */
@API(status = INTERNAL, since = "0.1")
public final class NoConversionRule implements Rule {
    @Override
    public String code() {
        return "no-conversion";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "The database has no conversion to a column's new type",
                "PostgreSQL refuses the change, on an empty table as well. It has no cast from `uuid` to `integer`, for "
                        + "example. The rule knows the casts that come with PostgreSQL, and not those of extensions.",
                "Say with `using` how the old value becomes the new one. A generated script has `using(\"…\")` there, "
                        + "and no command runs it until the expression is filled in. If no expression can say it, add "
                        + "a column of the new type, fill it, and drop the old one.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, "id", ColumnChange.none().withType(new UuidType()))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                return missing(context, alter)
                        .flatMap(old -> context.finding(
                                NoConversionRule.this,
                                "the database has no conversion that turns " + alter.table() + "." + alter.column()
                                        + " from " + old + " into "
                                        + alter.change().type(),
                                "say with using(…) how the old value becomes the new one"));
            }
        };
    }

    /** The old type, where nothing is said of how it becomes the new one, and the database cannot know. */
    static Stream<ColumnType> missing(LintContext context, AlterColumn alter) {
        ColumnChange change = alter.change();
        ColumnType type = change.type();
        boolean isSaid = change.using() != null && !change.using().equals(ColumnChange.TO_FILL);
        if (type == null || isSaid) {
            return Stream.empty();
        }
        return context.column(alter.table(), alter.column()).map(Column::type).stream()
                .filter(old -> !context.facts().converts(old, type));
    }
}
