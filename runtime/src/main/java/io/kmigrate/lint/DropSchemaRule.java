package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** All of a schema is lost. */
@API(status = INTERNAL, since = "0.1")
public final class DropSchemaRule extends LiveRule {
    public DropSchemaRule() {
        super("drop-schema", Severity.ERROR, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A schema or a database is dropped",
                "All tables in it are gone with their rows, also those that no revision made.",
                "Drop the tables one by one. Drop a whole database by hand, after a backup.",
                new Documentation.Example(
                        List.of(new CreateSchema("billing", false)), List.of(new DropSchema("billing", false))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropSchema(DropSchema drop) {
                return context.finding(
                        DropSchemaRule.this,
                        "all that is in the schema " + drop.name() + " is lost",
                        "drop its tables one by one");
            }
        };
    }

    @Override
    public Stream<Finding> statement(SqlAction action, LintContext context) {
        if (action.kind() != Kind.DROP_ALL) {
            return Stream.empty();
        }
        TableName tables = action.table();
        return tables == null
                ? context.finding(this, "all that is in the database is lost", "drop tables one by one")
                : context.finding(this, tables, "all that the role owns is lost", "drop tables one by one");
    }
}
