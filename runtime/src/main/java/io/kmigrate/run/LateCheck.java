package io.kmigrate.run;

import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.history.AppliedPlace;
import io.kmigrate.history.History;
import io.kmigrate.history.RecordedPlace;
import io.kmigrate.plan.LateRevisions;
import io.kmigrate.plan.LateRevisions.Moved;
import io.kmigrate.revision.Revision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds revisions that the scripts put beneath applied ones later. Applied are: all that the history says, the
 * version rows, and what stood beneath those when they were applied. Where the history does not tell what did,
 * because another tool or an earlier version wrote it, all that stands beneath now is taken for applied.
 */
record LateCheck(RevisionGraph graph, History history, Map<String, AppliedPlace> places) {
    LateRevisions late() {
        if (places.isEmpty() || history.isEmpty()) {
            return LateRevisions.none(graph);
        }
        RevisionSet implied = graph.applied(history.rows());
        RevisionSet missing = implied.minus(reachable(implied));
        List<Moved> moved = moved(implied.minus(missing));
        if (!moved.isEmpty()) {
            // What a script moved off may have moved itself, perhaps onto it.
            moved = moved(implied.minus(missing).union(formerlyImplied()));
        }
        return missing.isEmpty() && moved.isEmpty()
                ? LateRevisions.none(graph)
                : new LateRevisions(graph, history, missing, moved);
    }

    /** Goes down from all that is known to be applied, by the parents of the time where they are known. */
    private RevisionSet reachable(RevisionSet implied) {
        Deque<Revision> open = new ArrayDeque<>(graph.revisionsOf(history.rows()));
        implied.stream().filter(revision -> places.containsKey(revision.id())).forEach(open::add);
        // By id: the hash of a record is linked at its first use, which takes 5 % of the command's start.
        Map<String, Revision> found = new HashMap<>();
        while (!open.isEmpty()) {
            Revision next = open.remove();
            if (found.put(next.id(), next) == null) {
                open.addAll(needs(next));
            }
        }
        return graph.setOf(found.values());
    }

    /**
     * What the version rows implied before any script moved: what stands beneath them by the parents that count as
     * accepted. It is in the database, wherever the scripts put it now.
     */
    RevisionSet formerlyImplied() {
        Deque<String> open = new ArrayDeque<>(history.rows());
        Set<String> seen = new HashSet<>();
        List<Revision> found = new ArrayList<>();
        while (!open.isEmpty()) {
            String next = open.remove();
            if (seen.add(next)) {
                graph.find(next).ifPresent(found::add);
                open.addAll(formerNeeds(next));
            }
        }
        return graph.setOf(found);
    }

    /** By id: the script may be gone, and the history still knows what stood beneath it. */
    private List<String> formerNeeds(String id) {
        return Optional.ofNullable(places.get(id))
                .flatMap(AppliedPlace::accepted)
                .map(place -> place.links().stream()
                        .map(name -> graph.find(name).isPresent()
                                ? name
                                : labelled(name).map(Revision::id).orElse(name))
                        .toList())
                .orElseGet(() -> graph.find(id).stream()
                        .flatMap(revision -> graph.needs(revision).stream())
                        .map(Revision::id)
                        .toList());
    }

    private List<Revision> needs(Revision revision) {
        return place(revision)
                .flatMap(AppliedPlace::applied)
                .flatMap(this::needs)
                .orElseGet(() -> graph.needs(revision));
    }

    /** Empty where a script of that time is gone, so that it does not tell what stood beneath. */
    private Optional<List<Revision>> needs(RecordedPlace place) {
        List<Optional<Revision>> links = place.links().stream()
                .map(name -> graph.find(name).or(() -> labelled(name)))
                .toList();
        return links.stream().allMatch(Optional::isPresent)
                ? Optional.of(links.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    /** The revision that bears a label, which a script may depend on by it. */
    private Optional<Revision> labelled(String label) {
        return graph.all().stream()
                .filter(revision -> revision.branchLabels().contains(label))
                .findFirst();
    }

    private List<Moved> moved(RevisionSet revisions) {
        return revisions.stream().flatMap(revision -> moved(revision).stream()).toList();
    }

    private Optional<Moved> moved(Revision revision) {
        return place(revision)
                .flatMap(AppliedPlace::accepted)
                .filter(then ->
                        !Set.copyOf(then.parents()).equals(Set.copyOf(revision.parents())) || lostNeed(revision, then))
                .map(then -> new Moved(revision, then.links()));
    }

    /** A dependency of that time has no version row of its own: without this revision it would count as pending. */
    private boolean lostNeed(Revision revision, RecordedPlace then) {
        if (then.dependsOn().isEmpty()) {
            return false;
        }
        RevisionSet below = graph.setOf(List.of(revision)).strictAncestors(Links.ALL);
        return then.dependsOn().stream()
                .flatMap(name -> graph.find(name).or(() -> labelled(name)).stream())
                .anyMatch(needed -> !below.contains(needed));
    }

    private Optional<AppliedPlace> place(Revision revision) {
        return Optional.ofNullable(places.get(revision.id()));
    }
}
