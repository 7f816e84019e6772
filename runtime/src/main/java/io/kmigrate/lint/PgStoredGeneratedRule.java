package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.Generated;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The table is written again. */
@API(status = INTERNAL, since = "0.1")
public final class PgStoredGeneratedRule extends LockRule {
    public PgStoredGeneratedRule() {
        super("pg-stored-generated", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a stored generated column",
                "PostgreSQL computes the value of each row and writes the whole table again, "
                        + "under an ACCESS EXCLUSIVE lock.",
                "Use a virtual column, which PostgreSQL 18 has. Or add a plain column that a "
                        + "trigger keeps, and fill it in batches.",
                Examples.onUsers(new AddColumn(
                        Examples.USERS,
                        Column.of("lower_email", new TextType(TextType.Size.NORMAL))
                                .withNullable(true)
                                .withGenerated(new Generated("lower(email)", true)),
                        null,
                        false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                Generated generated = add.column().generated();
                return generated == null || !generated.stored()
                        ? Stream.empty()
                        : found.on(
                                add.table(),
                                Work.REWRITE,
                                "reads and writes of " + add.table() + " are blocked while "
                                        + add.column().name() + " is computed for each row",
                                "use a virtual column, or a plain one that a trigger keeps");
            }
        };
    }
}
