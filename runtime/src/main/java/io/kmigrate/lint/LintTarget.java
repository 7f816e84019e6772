package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.ServerVersion;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.TableSizes;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * The database that operations are going to run on: asked, or described where there is none to ask.
 *
 * @param dialect its name; empty where no one knows the database
 * @param version empty where it is not known: then it is the newest
 * @param sizes how large its tables are
 * @param limitsLocks whether the run limits how long a statement waits for a lock
 * @param safeForm the operations that the run carries out in a form that stops no one, or that the database can refuse
 *     before anything happens
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LintTarget(
        String dialect,
        Optional<ServerVersion> version,
        TableSizes sizes,
        boolean limitsLocks,
        Predicate<Operation> safeForm) {
    private static final LintTarget NONE = offline("", Optional.empty());

    /** No one knows which database it will be. */
    public static LintTarget none() {
        return NONE;
    }

    /** A database that is not there to be asked: each of its tables may be large. */
    public static LintTarget offline(String dialect, Optional<ServerVersion> version) {
        return new LintTarget(dialect, version, TableSizes.unknown(), false, operation -> false);
    }

    public boolean isKnown() {
        return !dialect.isEmpty();
    }

    public LintTarget withSizes(TableSizes newSizes) {
        return new LintTarget(dialect, version, newSizes, limitsLocks, safeForm);
    }

    public LintTarget withLockLimit(boolean hasLimit) {
        return new LintTarget(dialect, version, sizes, hasLimit, safeForm);
    }

    public LintTarget withSafeForm(Predicate<Operation> runsSafeForm) {
        return new LintTarget(dialect, version, sizes, limitsLocks, runsSafeForm);
    }
}
