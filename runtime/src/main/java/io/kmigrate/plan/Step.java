package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.MigrationOptions;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One revision to be applied or undone.
 *
 * @param operations what runs, in order: the upgrade's or the downgrade's
 * @param options how its script wants it to run, up or down
 * @param digest of the migration, for steps up and down
 * @param rowsBefore the version rows this step starts from, sorted
 * @param rowsAfter the version rows it leaves, sorted
 * @param isLeftOut the script does not run in this environment: the step passes it over
 */
@API(status = STABLE, since = "0.1")
public record Step(
        Revision revision,
        Direction direction,
        List<ScriptOperation> operations,
        MigrationOptions options,
        MigrationDigest digest,
        List<String> rowsBefore,
        List<String> rowsAfter,
        boolean isLeftOut) {
    public Step {
        operations = List.copyOf(operations);
        rowsBefore = List.copyOf(rowsBefore);
        rowsAfter = List.copyOf(rowsAfter);
    }

    /** What the history says of it: the message of its revision, and why it runs operations that are not safe. */
    public String recordedMessage() {
        List<String> reasons = operations.stream()
                .map(ScriptOperation::unsafe)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String said = reasons.isEmpty() ? "" : "unsafe: " + String.join("; ", reasons);
        String message = revision.message();
        return said.isEmpty() ? message : message.isEmpty() ? said : message + " (" + said + ")";
    }

    /** False: every operation commits by itself. */
    public boolean transactional() {
        return options.transactional();
    }

    /** True where the version rows imply the revision already: it comes late, beneath others. */
    public boolean isLate() {
        return direction == Direction.UP && rowsBefore.equals(rowsAfter);
    }

    /** The digest with the operations of this step, which on the way down are not those of the migration. */
    public MigrationDigest digestOfOperations() {
        return digest.withOperations(operations);
    }

    /** The way back from an upgrade that was never finished: the version rows stay as they are. */
    public Step undoneBy(List<ScriptOperation> inverses) {
        return new Step(revision, Direction.DOWN, inverses, options, digest, rowsBefore, rowsBefore, false);
    }
}
