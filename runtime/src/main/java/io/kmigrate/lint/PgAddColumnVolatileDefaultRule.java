package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.DefaultValue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The table is written again. */
@API(status = INTERNAL, since = "0.1")
public final class PgAddColumnVolatileDefaultRule extends LockRule {
    public PgAddColumnVolatileDefaultRule() {
        super("pg-add-column-volatile-default", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a column with a value that differs from row to row",
                "PostgreSQL stores a constant, or `now()`, once for all rows. For a volatile "
                        + "default, a sequence or an identity it writes the whole table again, under an "
                        + "ACCESS EXCLUSIVE lock.",
                "Add the column as nullable without the default. Set the default with "
                        + "`alterColumn`, and fill the old rows in batches.",
                Examples.onUsers(new AddColumn(
                        Examples.USERS,
                        Column.of("token", new UuidType())
                                .withDefault(new DefaultValue.Expression("gen_random_uuid()")),
                        null,
                        false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                Column column = add.column();
                return column.identity() == null && !isVolatile(column.defaultValue())
                        ? Stream.empty()
                        : found.on(
                                add.table(),
                                Work.REWRITE,
                                "reads and writes of " + add.table()
                                        + " are blocked while each row gets its own value of " + column.name(),
                                "add it as nullable, set the default, and fill the rows in batches");
            }
        };
    }

    /** Functions that give one value for the whole statement. */
    private static final Pattern STABLE = Pattern.compile(
            "(?i)(now|current_\\w+|localtime\\w*|transaction_timestamp|statement_timestamp|timezone|to_\\w+|lower|upper"
                    + "|coalesce|interval|date_trunc|md5|array|cast|jsonb?_build_\\w+|make_\\w+)");

    private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\s*\\(");

    private static boolean isVolatile(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                && CALL.matcher(expression.sql())
                        .results()
                        .anyMatch(call -> !STABLE.matcher(call.group(1)).matches());
    }
}
