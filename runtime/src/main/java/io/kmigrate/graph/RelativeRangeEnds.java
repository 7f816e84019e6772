package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.message.TargetMessages;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Turns ends of ranges that count from a revision, such as {@code ae10+2:} or {@code :current+1}, into ends
 * that all ranges know. Apart from them because Alembic, whose recorded answers hold for ranges, refuses these.
 *
 * @param rows ids of what the database has, for {@code current+1}
 */
@API(status = INTERNAL, since = "0.1")
public record RelativeRangeEnds(RevisionGraph graph, List<String> rows) {
    /** The same range in other words; empty where it begins above the last revision. */
    public Optional<TargetRange> in(TargetRange range) {
        Target end = range.to();
        Target upper = end == null ? null : end.accept(new Upper());
        Target start = range.from();
        if (start == null) {
            return Optional.of(new TargetRange(range.text(), null, upper));
        }
        return start.accept(new Lower()).map(lower -> new TargetRange(range.text(), lower, upper));
    }

    private Target.Relative atRow(Target.Relative target) {
        RevisionSet current = graph.setOf(graph.revisionsOf(rows));
        String branch = target.branch();
        if (branch != null && !current.isEmpty()) {
            current = current.intersect(new Resolver(graph).lineage(branch));
        }
        if (current.size() > 1) {
            throw TargetMessages.ambiguousCurrent(target.text(), current.ids()).exception();
        }
        Target anchor = Target.parse(current.ids().stream().findFirst().orElse("base"));
        return new Target.Relative(target.text(), branch, anchor, target.distance());
    }

    private Target.Relative atRevision(Target.Relative target) {
        return target.isAnchoredAtCurrent() ? atRow(target) : target;
    }

    /** Where a walk from a revision ends; empty above the last one, and base where it would go below it. */
    private Optional<Target> walked(Target.Relative target) {
        CurrentTargets targets = new CurrentTargets(new Resolver(graph), !target.isUp());
        String branch = target.branch();
        return targets.counted(atRevision(target))
                .map(end -> end.toRevision()
                        .<Target>map(revision -> new Target.Name(target.text(), branch, revision.id()))
                        .orElseGet(() -> new Target.Base(target.text(), branch)));
    }

    /** A walk up stops at the last revision: ranges see to that. */
    private final class Upper implements RelativeVisitor<Target> {
        @Override
        public Target absolute(Target target) {
            return target;
        }

        @Override
        public Target relative(Target.Relative target) {
            return target.anchor() != null && target.isDown() ? walked(target).orElse(target) : atRevision(target);
        }
    }

    private final class Lower implements RelativeVisitor<Optional<Target>> {
        @Override
        public Optional<Target> absolute(Target target) {
            return Optional.of(target);
        }

        @Override
        public Optional<Target> relative(Target.Relative target) {
            return target.anchor() == null ? Optional.of(target) : walked(target);
        }
    }
}
