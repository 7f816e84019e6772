package io.kmigrate.plan;

import io.kmigrate.graph.CurrentTargets;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.graph.Target;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;

/** What a downgrade takes back. */
record DowngradeRevisions(RevisionGraph graph, RevisionSet rows, Target target, CurrentTargets.Goal goal) {
    /** The children of the goal that are to go, with all that stands on them or depends on them. */
    RevisionSet revisions() {
        RevisionSet result = roots().withDescendants(Links.ALL).intersect(rows.withAncestors(Links.ALL));
        Revision end = goal.revision();
        if (end != null && result.isEmpty() && !rows.contains(end)) {
            throw TargetMessages.notAnAncestor(target.text(), rows.ids()).exception();
        }
        return result;
    }

    private RevisionSet roots() {
        Revision end = goal.revision();
        String branch = goal.branch();
        RevisionSet roots = end == null ? graph.bases() : graph.setOf(graph.children(end));
        if (branch == null || roots.size() < 2) {
            return roots;
        }
        Revision tip = new Resolver(graph).branch(branch);
        RevisionSet kept = roots.intersect(graph.setOf(List.of(tip)).withAncestors(Links.PARENTS));
        if (kept.isEmpty()) {
            throw TargetMessages.branchMissesTarget(branch, target.text()).exception();
        }
        return kept;
    }
}
