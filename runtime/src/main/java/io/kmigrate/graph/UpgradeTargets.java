package io.kmigrate.graph;

import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an upgrade is to reach, by the form of the target. */
record UpgradeTargets(CurrentTargets targets, Supplier<List<Revision>> current)
        implements RelativeVisitor<List<Revision>> {
    @Override
    public List<Revision> absolute(Target target) {
        return targets.resolver().revisions(target);
    }

    @Override
    public List<Revision> relative(Target.Relative target) {
        return List.of(end(target)
                .flatMap(Position::toRevision)
                .orElseThrow(() -> TargetMessages.outOfRange(target.text(), target.isUp()).exception()));
    }

    private Optional<Position> end(Target.Relative target) {
        Target anchor = target.anchor();
        String branch = target.branch();
        if (anchor != null && target.isUp()) {
            return targets.walk(target, anchor, branch);
        }
        if (anchor != null) {
            return targets.walk(target, branch == null ? anchor : anchor.onBranch(branch), null);
        }
        if (!target.isUp()) {
            throw TargetMessages.upgradeGoesUp(target.text()).exception();
        }
        return targets.walk(target, start(target), branch);
    }

    private Position start(Target.Relative target) {
        RevisionSet starts = targets.graph().setOf(current.get());
        String branch = target.branch();
        if (branch != null) {
            RevisionSet onBranch = targets.onBranch(branch, starts);
            starts = onBranch.isEmpty() ? tipsOn(branch, starts) : onBranch;
        }
        if (starts.size() > 1) {
            throw TargetMessages.ambiguousCurrent(target.text(), starts.ids()).exception();
        }
        return starts.stream().findFirst().map(Position::new).orElse(Position.BASE);
    }

    /** Where a branch that has no row of its own was left: the tips of what is applied of it. */
    private RevisionSet tipsOn(String branch, RevisionSet rows) {
        RevisionSet applied = targets.onBranch(branch, rows.withAncestors(Links.ALL));
        return applied.minus(applied.coveredMembers(Links.ALL));
    }
}
