package io.kmigrate.graph;

import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a downgrade is to end, by the form of the target. The branch of an absolute target says what to
 * unwind; it need not hold the revision to end at.
 */
record DowngradeGoal(CurrentTargets targets, List<String> current) implements RelativeVisitor<CurrentTargets.Goal> {
    @Override
    public CurrentTargets.Goal absolute(Target target) {
        String branch = target.branch();
        if (branch == null) {
            return goal(target, null);
        }
        if (targets.graph().size() > 0) {
            targets.resolver().branch(branch);
        }
        return goal(target.onAnyBranch(), branch);
    }

    @Override
    public CurrentTargets.Goal relative(Target.Relative target) {
        return target.anchor() == null ? belowCurrent(target) : goal(target, targets.counted(target), target.branch());
    }

    private CurrentTargets.Goal belowCurrent(Target.Relative target) {
        if (!target.isDown()) {
            throw TargetMessages.downgradeGoesDown(target.text()).exception();
        }
        String given = target.branch();
        String start = given == null ? first(target) : onlyOne(target, given);
        String branch = given == null ? start : given;
        return goal(target, targets.walk(target, Target.parse(start).onBranch(branch), null), branch);
    }

    private String first(Target.Relative target) {
        return current.stream()
                .findFirst()
                .orElseThrow(() -> TargetMessages.nothingApplied(target.text()).exception());
    }

    private String onlyOne(Target.Relative target, String branch) {
        RevisionGraph graph = targets.graph();
        RevisionSet rows =
                graph.setOf(current.stream().map(targets.resolver()::find).toList());
        RevisionSet onBranch = targets.onBranch(branch, rows);
        RevisionSet starts = onBranch.isEmpty() ? targets.onBranch(branch, graph.branchHeads(rows)) : onBranch;
        if (starts.size() > 1) {
            throw TargetMessages.ambiguousCurrent(target.text(), starts.ids()).exception();
        }
        return starts.stream()
                .findFirst()
                .map(Revision::id)
                .orElseThrow(() -> TargetMessages.nothingAppliedOnBranch(target.text()).exception());
    }

    private CurrentTargets.Goal goal(Target target, @Nullable String branch) {
        return new CurrentTargets.Goal(targets.resolver().one(target).orElse(null), branch);
    }

    private static CurrentTargets.Goal goal(Target.Relative target, Optional<Position> end, @Nullable String branch) {
        Position reached = end.orElseThrow(() -> TargetMessages.outOfRange(target.text(), target.isUp()).exception());
        return new CurrentTargets.Goal(reached.revision(), branch);
    }
}
