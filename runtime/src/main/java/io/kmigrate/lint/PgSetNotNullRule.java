package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.schema.TableName;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers and writers wait until all rows are read. */
@API(status = INTERNAL, since = "0.1")
public final class PgSetNotNullRule extends LockRule {
    public PgSetNotNullRule() {
        super("pg-set-not-null", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column of a large table becomes NOT NULL",
                "PostgreSQL reads every row under an ACCESS EXCLUSIVE lock. It does not where a "
                        + "valid check says the same.",
                "Create a check `column IS NOT NULL` with `notValid = true`, and validate it in "
                        + "a revision of its own. Set NOT NULL then, and drop the check. On PostgreSQL "
                        + "18, `ADD CONSTRAINT … NOT NULL … NOT VALID` does the same.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, Examples.EMAIL, ColumnChange.none().withNullable(false))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                boolean isRequired = Boolean.FALSE.equals(alter.change().nullable());
                return isRequired
                        ? scanned(
                                alter.table(),
                                alter.column(),
                                "create a check with notValid = true, and validate it in a revision of its own first")
                        : Stream.empty();
            }

            @Override
            public Stream<Finding> createNotNullConstraint(CreateNotNullConstraint create) {
                return create.constraint().valid()
                        ? scanned(
                                create.table(),
                                create.constraint().column(),
                                "create it with notValid = true, and validate it in a revision of its own")
                        : Stream.empty();
            }

            private Stream<Finding> scanned(TableName table, String column, String fix) {
                return isProved(table, column, found.context())
                        ? Stream.empty()
                        : found.on(
                                table,
                                Work.SCAN,
                                "reads and writes of " + table
                                        + " are blocked while all rows are looked through for NULL in " + column,
                                fix);
            }
        };
    }

    private static boolean isProved(TableName table, String name, LintContext context) {
        String wanted = plain(name + " IS NOT NULL");
        boolean isRequired =
                context.column(table, name).filter(column -> !column.nullable()).isPresent();
        return isRequired
                || context.before().table(table).stream()
                        .flatMap(found -> found.checkConstraints().stream())
                        .anyMatch(check ->
                                check.looksAtRows() && plain(check.condition()).equals(wanted));
    }

    private static String plain(String condition) {
        return condition.replaceAll("[\"()\\s]", "").toLowerCase(Locale.ROOT);
    }
}
