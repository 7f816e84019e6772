package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Looks up targets that may be relative to what a database has.
 *
 * @param clamped whether a walk that leaves the graph stops at its edge, as ranges of history do
 */
@API(status = INTERNAL, since = "0.1")
public record CurrentTargets(Resolver resolver, boolean clamped) {
    /** Where a downgrade is to end: {@code revision} is null for base, {@code branch} what to unwind, if given. */
    public record Goal(
            @Nullable Revision revision, @Nullable String branch) {}

    /**
     * What an upgrade is to reach.
     *
     * @param current what the database has; asked for only by a relative target
     */
    public List<Revision> up(Target target, Supplier<List<Revision>> current) {
        return target.accept(new UpgradeTargets(this, current));
    }

    /**
     * Where a downgrade is to end.
     *
     * @param current names of what the database has, the first of which a bare {@code -N} walks down from
     */
    public Goal down(Target target, List<String> current) {
        return target.accept(new DowngradeGoal(this, current));
    }

    RevisionGraph graph() {
        return resolver.graph();
    }

    /** The end of a walk that a target with an anchor means; empty when it leaves the graph. */
    Optional<Position> counted(Target.Relative target) {
        Target anchor = Objects.requireNonNull(target.anchor(), "anchor");
        String branch = target.branch();
        return target.isDown()
                ? walk(target, branch == null ? anchor : anchor.onBranch(branch), null)
                : walk(target, anchor, branch);
    }

    /** The end of a walk from an anchor; empty when it leaves the graph. */
    Optional<Position> walk(Target.Relative target, Target anchor, @Nullable String branch) {
        Position start = resolver.one(anchor).map(Position::new).orElse(Position.BASE);
        return walk(target, start, branch);
    }

    Optional<Position> walk(Target.Relative target, Position start, @Nullable String branch) {
        return new Walk(resolver, target, branch, clamped).from(start);
    }

    /** Those of the revisions that are relatives of the branch, which must exist unless there are none. */
    RevisionSet onBranch(String branch, RevisionSet revisions) {
        return revisions.isEmpty() ? revisions : revisions.intersect(resolver.lineage(branch));
    }
}
