package io.kmigrate.plan;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replays scripts with no database and collects what does not fit, rather than stopping at the first. Where
 * an opaque step may have made what is missing, it is only a warning.
 */
final class ScriptReplay {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private Snapshot schema = Snapshot.empty();

    /** Replays the upgrade; and from there the downgrade, which leaves no trace and should lead back. */
    void replay(Migration migration) {
        Snapshot before = schema;
        int found = problems.size() + warnings.size();
        schema = replay(migration.up(), before);
        if (migration.downgrade() instanceof Migration.Written written) {
            replay(written.operations(), schema);
        }
        if (found == problems.size() + warnings.size()) {
            wayBack(migration, before)
                    .map(back -> SchemaLoss.between(before.asCertain(), back))
                    .filter(loss -> !loss.isEmpty())
                    .ifPresent(loss -> warnings.add(problem(migration.revision(), loss)));
        }
    }

    /** The schema after the downgrade; empty if there is no downgrade, or if it has an opaque step. */
    private Optional<Snapshot> wayBack(Migration migration, Snapshot before) {
        try {
            Snapshot result = schema.asCertain();
            for (ScriptOperation step : new DowngradeOperations(migration, before::asUncertain).list()) {
                result = step.apply(result);
            }
            return result.isUncertain() ? Optional.empty() : Optional.of(result);
        } catch (IrreversibleException | ReplayException none) {
            return Optional.empty();
        }
    }

    private static Problem problem(Revision revision, SchemaLoss loss) {
        Problem problem =
                SchemaMessages.incompleteDowngrade(revision.id(), loss.missing(), loss.left(), loss.changed());
        String path = revision.path();
        return path == null ? problem : problem.at(Location.of(path));
    }

    private Snapshot replay(List<ScriptOperation> operations, Snapshot start) {
        Snapshot result = start;
        for (ScriptOperation operation : operations) {
            result = replay(operation, result);
        }
        return result;
    }

    /** What failed is taken for done, so that one wrong name is one problem. */
    private Snapshot replay(ScriptOperation step, Snapshot before) {
        try {
            Snapshot after = step.apply(before.asCertain());
            return before.isUncertain() ? after.asUncertain() : after;
        } catch (ReplayException failed) {
            for (Problem problem : failed.problems()) {
                note(problem.at(step.location()), before.isUncertain());
            }
            Snapshot after = step.apply(before.asUncertain());
            return before.isUncertain() ? after : after.asCertain();
        }
    }

    private void note(Problem problem, boolean mayBeHere) {
        if (mayBeHere) {
            warnings.add(SchemaMessages.perhapsMissing(problem));
        } else {
            problems.add(problem);
        }
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }
}
