package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.JsonType;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** json cannot be compared. */
@API(status = INTERNAL, since = "0.1")
public final class PgJsonColumnRule extends LiveRule {
    public PgJsonColumnRule() {
        super("pg-json-column", Severity.WARNING, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column of the type json is added",
                "The type `json` has no equality. Queries with DISTINCT, UNION or GROUP BY over "
                        + "all columns fail from then on.",
                "Use `jsonb`.",
                Examples.onUsers(new AddColumn(
                        Examples.USERS, Column.of("extra", new JsonType(false)).withNullable(true), null, false)));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                return add.column().type().equals(new JsonType(false))
                        ? context.finding(
                                PgJsonColumnRule.this,
                                add.table(),
                                add.table() + "." + add.column().name() + " has the type json, which has no equality",
                                "use jsonb")
                        : Stream.empty();
            }
        };
    }
}
