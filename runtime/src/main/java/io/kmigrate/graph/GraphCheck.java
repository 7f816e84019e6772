package io.kmigrate.graph;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.GraphMessages;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds everything that keeps a list of revisions from being a graph. */
final class GraphCheck {
    private static final int LONGEST_ID = 255;

    private final Map<String, Revision> ids = new HashMap<>();
    private final Map<String, Revision> labels = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Revision> ordered;

    static GraphCheck of(List<Revision> inFileOrder) {
        return new GraphCheck(inFileOrder);
    }

    private GraphCheck(List<Revision> inFileOrder) {
        inFileOrder.forEach(this::checkId);
        for (Revision revision : inFileOrder) {
            revision.branchLabels().forEach(label -> checkLabel(revision, label));
        }
        for (Revision revision : inFileOrder) {
            revision.parents().forEach(parent -> checkParent(revision, parent));
            revision.dependsOn().forEach(dependency -> checkDependency(revision, dependency));
        }
        ordered = TopologicalOrder.of(inFileOrder);
        // A revision that is in no knot, and follows none, has a place.
        List<Cycle> cycles = ordered.size() == inFileOrder.size() ? List.of() : Cycles.in(inFileOrder);
        for (Cycle cycle : cycles) {
            report(cycle.revisions().get(0), cycle.problem());
        }
    }

    /** The revisions in the order of a graph. */
    List<Revision> orThrow() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(GraphCheck::file));
            throw new BrokenGraphException(problems);
        }
        return ordered;
    }

    private void checkId(Revision revision) {
        String id = revision.id();
        if (id.length() > LONGEST_ID) {
            report(revision, GraphMessages.idTooLong(id.length(), LONGEST_ID));
        } else if (!Target.isPlainName(id)) {
            report(revision, GraphMessages.illegalId(id));
        }
        Revision first = ids.putIfAbsent(id, revision);
        if (first != null) {
            report(revision, GraphMessages.duplicateId(id, first.path()));
        }
    }

    private void checkLabel(Revision revision, String label) {
        if (!Target.isPlainLabel(label)) {
            report(revision, GraphMessages.illegalLabel(label));
        }
        Revision sameId = ids.get(label);
        Revision first = labels.putIfAbsent(label, revision);
        if (sameId != null) {
            report(revision, GraphMessages.labelIsAnId(label, revision.id(), sameId.path()));
        } else if (first != null) {
            report(revision, GraphMessages.duplicateLabel(label, revision.id(), first.id(), first.path()));
        }
    }

    private void checkParent(Revision revision, String parent) {
        Revision labelled = labels.get(parent);
        if (parent.equals(revision.id())) {
            report(revision, GraphMessages.selfParent(revision.id()));
        } else if (!ids.containsKey(parent)) {
            report(
                    revision,
                    labelled == null
                            ? GraphMessages.missingParent(revision.id(), parent, names())
                            : GraphMessages.parentIsALabel(revision.id(), parent, labelled.id()));
        }
    }

    private void checkDependency(Revision revision, String dependency) {
        Revision found = ids.getOrDefault(dependency, labels.get(dependency));
        if (found == null) {
            report(revision, GraphMessages.missingDependency(revision.id(), dependency, names()));
        } else if (found.id().equals(revision.id())) {
            report(revision, GraphMessages.selfDependency(revision.id(), dependency));
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(ids.keySet());
        names.addAll(labels.keySet());
        return names;
    }

    private void report(Revision revision, Problem problem) {
        problems.add(problem.at(revision.location()));
    }

    private static String file(Problem problem) {
        Location location = problem.location();
        return location == null ? "" : location.file();
    }
}
