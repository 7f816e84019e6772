package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A rule about what holds others up: it has nothing against an operation on a table that is new or small, nor against
 * one that runs in its safe form.
 */
@API(status = INTERNAL, since = "0.1")
abstract class LockRule extends LiveRule {
    LockRule(String code, Severity severity, Databases databases) {
        super(code, severity, databases);
    }

    @Override
    public final boolean isSettledBySafeForm() {
        return true;
    }

    @Override
    public final OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return looks(new Found(this, context));
    }

    @Override
    public final Stream<Finding> statement(SqlAction action, LintContext context) {
        return looks(action, new Found(this, context));
    }

    /** Looks at an operation. */
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {};
    }

    /** Looks at SQL text that no operation stands for. */
    Stream<Finding> looks(SqlAction action, Found found) {
        return Stream.empty();
    }

    /** Findings about tables that are large. */
    record Found(Rule rule, LintContext context) {
        /**
         * What is said of a large table; nothing of another.
         *
         * @param message its subject; the size and the time follow it
         */
        Stream<Finding> on(TableName table, Work work, String message, String fix) {
            return context.isLarge(table)
                    ? context.finding(rule, table, message + context.sizeOf(table, work), fix)
                    : Stream.empty();
        }
    }
}
