package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A statement that waits keeps others waiting. */
@API(status = INTERNAL, since = "0.1")
public final class NoLockTimeoutRule extends LockRule {
    public NoLockTimeoutRule() {
        super(
                "no-lock-timeout",
                Severity.WARNING,
                Products.of(
                        "PostgreSQL, MySQL, MariaDB, SQL Server and Oracle",
                        Products.POSTGRESQL,
                        Products.MYSQL,
                        Products.MARIADB,
                        Products.SQL_SERVER,
                        Products.ORACLE));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table is changed, and nothing limits how long the statement waits for " + "its lock",
                "A statement that waits for a long query makes every later query on the table "
                        + "wait behind it. MySQL waits for a year by default. Oracle does not wait, and "
                        + "fails at once.",
                "Set `lockTimeout = \"5s\"` in the script, or `statement_lock_timeout` for all of "
                        + "them. A revision that could not get its lock starts again by itself.",
                Examples.onUsers(new AddColumn(
                        Examples.USERS,
                        Column.of("note", new TextType(TextType.Size.NORMAL)).withNullable(true),
                        null,
                        false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> otherwise(Operation operation) {
                TableName table = StrongLock.of(operation);
                LintContext context = found.context();
                boolean isFirst = context.transaction().stream()
                        .map(StrongLock::of)
                        .noneMatch(other -> !other.equals(StrongLock.NONE) && context.isLarge(other));
                return isLimited(context) || !isFirst || table.equals(StrongLock.NONE)
                        ? Stream.empty()
                        : said(table, found);
            }
        };
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        return table == null || !LOCKING.contains(action.kind()) || action.isOnline() || isLimited(found.context())
                ? Stream.empty()
                : said(table, found);
    }

    private static final Set<Kind> LOCKING = Set.of(
            Kind.TRUNCATE,
            Kind.REWRITE,
            Kind.REINDEX,
            Kind.ATTACH_PARTITION,
            Kind.DETACH_PARTITION,
            Kind.LOCK_TABLE,
            Kind.SHORT_LOCK,
            Kind.CONVERT_TEXT);

    private static boolean isLimited(LintContext context) {
        return context.options().limits().lock() != null
                || context.target().limitsLocks()
                || context.statements().stream().anyMatch(action -> action.kind() == Kind.LIMIT_LOCKS);
    }

    private static Stream<Finding> said(TableName table, Found found) {
        return found.on(
                table,
                Work.NONE,
                "the wait for " + table + " has no limit, and others wait behind it",
                "set lockTimeout = \"5s\" in the script");
    }
}
