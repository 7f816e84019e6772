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
 *
 * <p>Every start asks, and nearly always nothing is late: until something is, loops do what streams would link a lambda
 * for.
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
        for (Revision revision : implied) {
            if (places.containsKey(revision.id())) {
                open.add(revision);
            }
        }
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
        AppliedPlace place = places.get(revision.id());
        Optional<List<Revision>> needs = place == null || place.applied().isEmpty()
                ? Optional.empty()
                : needs(place.applied().get());
        return needs.isPresent() ? needs.get() : graph.needs(revision);
    }

    /** Empty where a script of that time is gone, so that it does not tell what stood beneath. */
    private Optional<List<Revision>> needs(RecordedPlace place) {
        List<Revision> needs = new ArrayList<>();
        for (String name : place.links()) {
            Optional<Revision> need = named(name);
            if (need.isEmpty()) {
                return Optional.empty();
            }
            needs.add(need.get());
        }
        return Optional.of(needs);
    }

    /** By its id, or by a label. */
    private Optional<Revision> named(String name) {
        Optional<Revision> found = graph.find(name);
        return found.isPresent() ? found : labelled(name);
    }

    /** The revision that bears a label, which a script may depend on by it. */
    private Optional<Revision> labelled(String label) {
        return graph.all().stream()
                .filter(revision -> revision.branchLabels().contains(label))
                .findFirst();
    }

    private List<Moved> moved(RevisionSet revisions) {
        List<Moved> moved = new ArrayList<>();
        for (Revision revision : revisions) {
            AppliedPlace place = places.get(revision.id());
            if (place != null && place.accepted().isPresent()) {
                RecordedPlace then = place.accepted().get();
                if (isElsewhere(revision, then)) {
                    moved.add(new Moved(revision, then.links()));
                }
            }
        }
        return List.copyOf(moved);
    }

    private boolean isElsewhere(Revision revision, RecordedPlace then) {
        return !Set.copyOf(then.parents()).equals(Set.copyOf(revision.parents())) || lostNeed(revision, then);
    }

    /** A dependency of that time has no version row of its own: without this revision it would count as pending. */
    private boolean lostNeed(Revision revision, RecordedPlace then) {
        if (then.dependsOn().isEmpty()) {
            return false;
        }
        RevisionSet below = graph.setOf(List.of(revision)).strictAncestors(Links.ALL);
        return then.dependsOn().stream()
                .flatMap(name -> named(name).stream())
                .anyMatch(needed -> !below.contains(needed));
    }
}
