package io.kmigrate.run;

import io.kmigrate.execution.OnlineChoices;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.OnlineMode;
import io.kmigrate.schema.TableSizes;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which operations a run carries out in a form that holds nobody up: the gate has nothing against those. */
final class SafeForms {
    private SafeForms() {}

    /** The operations of migrations that a run would carry out in parts. */
    static Predicate<Operation> of(OpenDatabase database, List<Migration> migrations, TableSizes sizes) {
        Set<Operation> inParts = OnlineChoices.inParts(database.chooser(false).withSizes(sizes), migrations);
        return inParts::contains;
    }

    /** Whether statements on large tables wait for locks for a while only. */
    static boolean limitLocks(OpenDatabase database, RunSettings settings) {
        return settings.limits().lock() != null
                || (settings.online() != OnlineMode.NEVER
                        && database.dialect().onlineForms().areThere());
    }
}
