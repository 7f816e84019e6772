package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.NearNames;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        // Whoever is in no knot, and stands on none, has a place.
        List<Cycle> cycles = ordered.size() == inFileOrder.size() ? List.of() : Cycles.in(inFileOrder);
        for (Cycle cycle : cycles) {
            report(cycle.revisions().get(0), cycle.code(), cycle.message(), cycle.fix());
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
            report(
                    revision,
                    ErrorCode.ILLEGAL_ID,
                    "revision id of %d characters: the version table holds %d".formatted(id.length(), LONGEST_ID),
                    "shorten `revision`");
        } else if (!Target.isPlainName(id)) {
            report(
                    revision,
                    ErrorCode.ILLEGAL_ID,
                    "\"%s\" cannot be a revision id".formatted(id),
                    nameRule("`revision`"));
        }
        Revision first = ids.putIfAbsent(id, revision);
        if (first != null) {
            report(
                    revision,
                    ErrorCode.DUPLICATE_ID,
                    "revision %s is present more than once%s".formatted(id, alsoIn(first)),
                    "give one of the two scripts another `revision`, or delete the copy");
        }
    }

    private void checkLabel(Revision revision, String label) {
        if (!Target.isPlainLabel(label)) {
            report(
                    revision,
                    ErrorCode.ILLEGAL_LABEL,
                    "\"%s\" cannot be a branch label".formatted(label),
                    nameRule("it"));
        }
        Revision sameId = ids.get(label);
        Revision first = labels.putIfAbsent(label, revision);
        if (sameId != null) {
            report(
                    revision,
                    ErrorCode.DUPLICATE_LABEL,
                    "branch label \"%s\" of revision %s is also the id of a revision%s"
                            .formatted(label, revision.id(), alsoIn(sameId)),
                    "choose another label: one name cannot mean both");
        } else if (first != null) {
            report(
                    revision,
                    ErrorCode.DUPLICATE_LABEL,
                    "branch label \"%s\" of revision %s is already used by revision %s%s"
                            .formatted(label, revision.id(), first.id(), alsoIn(first)),
                    "keep it in one of the two: a label spreads to all descendants by itself");
        }
    }

    private void checkParent(Revision revision, String parent) {
        if (parent.equals(revision.id())) {
            report(
                    revision,
                    ErrorCode.SELF_LOOP,
                    "revision %s is its own parent".formatted(revision.id()),
                    "set `downRevision` to the revision it follows, or leave it out for a base");
        } else if (!ids.containsKey(parent)) {
            String fix = labels.containsKey(parent)
                    ? "\"%s\" is a branch label: name the revision %s"
                            .formatted(parent, labels.get(parent).id())
                    : suggestion(parent, "add the missing script, or correct `downRevision`");
            report(revision, ErrorCode.MISSING_PARENT, missing(revision, "parent", parent), fix);
        }
    }

    private void checkDependency(Revision revision, String dependency) {
        Revision found = ids.getOrDefault(dependency, labels.get(dependency));
        if (found == null) {
            String fix = suggestion(dependency, "add the missing script, or correct `dependsOn`: full id or label");
            report(revision, ErrorCode.MISSING_DEPENDENCY, missing(revision, "dependency", dependency), fix);
        } else if (found.id().equals(revision.id())) {
            report(
                    revision,
                    ErrorCode.DEPENDENCY_SELF_LOOP,
                    "revision %s depends on itself".formatted(revision.id()),
                    "remove \"%s\" from `dependsOn`".formatted(dependency));
        }
    }

    private String suggestion(String name, String otherwise) {
        List<String> names = new ArrayList<>(ids.keySet());
        names.addAll(labels.keySet());
        String question = NearNames.question(name, names);
        return question.isEmpty() ? otherwise : question;
    }

    private void report(Revision revision, ErrorCode code, String message, String fix) {
        problems.add(Problem.of(code, message, fix).at(location(revision)));
    }

    private static String missing(Revision revision, String role, String name) {
        return "revision %s names the %s \"%s\", which no script has".formatted(revision.id(), role, name);
    }

    private static String alsoIn(Revision other) {
        return other.path() == null ? "" : " (%s)".formatted(other.path());
    }

    private static String nameRule(String what) {
        return "build %s from letters, digits and `_`; `@ + - :`, white space and head, heads, base, current are taken"
                .formatted(what);
    }

    private static String file(Problem problem) {
        Location location = problem.location();
        return location == null ? "" : location.file();
    }

    private static @Nullable Location location(Revision revision) {
        String path = revision.path();
        return path == null ? null : Location.of(path);
    }
}
