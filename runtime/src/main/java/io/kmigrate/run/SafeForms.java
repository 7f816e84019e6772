package io.kmigrate.run;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.OnlineMode;
import io.kmigrate.revision.ScriptOperation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which operations a run carries out in a form that holds nobody up: the gate has nothing against those. */
final class SafeForms {
    private SafeForms() {}

    /** The operations of migrations that run in parts on large tables. */
    static Predicate<Operation> of(OpenDatabase database, RunSettings settings, List<Migration> migrations) {
        Dialect dialect = database.dialect();
        boolean isOneTransaction = settings.transaction() == TransactionMode.RUN || database.commitsOnce();
        if (isOneTransaction || !dialect.onlineForms().areThere()) {
            return operation -> false;
        }
        Set<Operation> wanted = new HashSet<>();
        for (Migration migration : migrations) {
            if (mode(migration, settings) != OnlineMode.NEVER) {
                migration.up().stream().map(ScriptOperation::operation).forEach(wanted::add);
            }
        }
        Catalog catalog = dialect.introspector().catalog(database.jdbc());
        return operation -> wanted.contains(operation)
                && dialect.onlineForms().of(operation, catalog).isInParts();
    }

    /** Whether statements on large tables wait for locks for a while only. */
    static boolean limitLocks(OpenDatabase database, RunSettings settings) {
        return settings.limits().lock() != null
                || (settings.online() != OnlineMode.NEVER
                        && database.dialect().onlineForms().areThere());
    }

    private static OnlineMode mode(Migration migration, RunSettings settings) {
        OnlineMode said = migration.options().online();
        return said == null ? settings.online() : said;
    }
}
