package io.kmigrate.plan;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Links;
import io.kmigrate.message.LateMessages;
import io.kmigrate.operation.Footprint;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells whether late revisions may be applied after those that stand on them, operation by operation. */
record LateCommutation(LateRevisions late, Map<String, Migration> migrations) {
    /** The scripts that have to be compared. */
    static List<Revision> compared(LateRevisions late) {
        return late.applied()
                .intersect(late.missing().withDescendants(Links.ALL))
                .union(late.missing())
                .oldestFirst();
    }

    /**
     * Refuses what does not commute.
     *
     * @throws MigrationException naming one pair of operations for each late revision
     */
    void require() {
        List<Problem> problems = late.missing().stream()
                .map(this::conflict)
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    private Optional<Problem> conflict(Revision revision) {
        List<Placed> own = operations(revision);
        return late.applied().intersect(late.graph().setOf(List.of(revision)).withDescendants(Links.ALL)).stream()
                .flatMap(above -> operations(above).stream())
                .flatMap(above -> own.stream()
                        .filter(operation -> !operation.footprint().commutesWith(above.footprint()))
                        .map(operation -> problem(operation, above)))
                .findFirst();
    }

    private Problem problem(Placed operation, Placed above) {
        Revision revision = operation.revision();
        Location place = operation.step().location();
        return LateMessages.conflict(
                        new LateMessages.Side(revision.label(), operation.headline(), operation.isOpaque()),
                        new LateMessages.Side(above.revision().label(), above.headline(), above.isOpaque()),
                        revision.parents())
                .at(place == null ? revision.location() : place);
    }

    private List<Placed> operations(Revision revision) {
        List<Placed> result = new ArrayList<>();
        for (ScriptOperation step :
                Objects.requireNonNull(migrations.get(revision.id())).up()) {
            result.add(new Placed(revision, step, footprint(step)));
        }
        return result;
    }

    /** Nobody knows what the query of a guard reads. */
    private static Footprint footprint(ScriptOperation step) {
        return step.guard() == null || step.guard().query() == null
                ? Footprint.of(step.operation())
                : Footprint.unknown();
    }

    /** An operation of a revision. */
    private record Placed(Revision revision, ScriptOperation step, Footprint footprint) {
        String headline() {
            return OperationDescription.of(step.operation()).headline();
        }

        boolean isOpaque() {
            return footprint.isOpaque();
        }
    }
}
