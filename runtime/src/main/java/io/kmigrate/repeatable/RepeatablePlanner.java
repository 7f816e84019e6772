package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.RepeatableStep.Action;
import io.kmigrate.repeatable.RepeatableStep.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Decides what a run does about objects that follow their text. What is in the way of the revisions, or of objects that
 * change, is set aside and made again.
 */
@API(status = INTERNAL, since = "0.1")
public final class RepeatablePlanner {
    private final Map<String, Repeatable> present = new LinkedHashMap<>();
    private final Map<String, DeclaredRepeatable> declared = new LinkedHashMap<>();
    private final RepeatableHistory history;
    private final Changed changed;
    private final RepeatableGraph standing;
    private final RevisionObjects revisions;

    /**
     * @param declared the objects of the scripts, for the database at hand
     * @param operations what the revisions of the run do, in order
     * @param revisions what the revisions before the run have made
     */
    public RepeatablePlanner(
            Collection<DeclaredRepeatable> declared,
            RepeatableHistory history,
            Collection<Operation> operations,
            RevisionObjects revisions) {
        declared.forEach(object -> this.declared.put(object.object().key(), object));
        history.objects().forEach(object -> present.put(object.key(), object));
        this.history = history;
        this.changed = new Changed(operations);
        this.standing = new RepeatableGraph(present.values());
        this.revisions = revisions;
    }

    /** What comes before and after the revisions. */
    public record Steps(List<RepeatableStep> before, List<RepeatableStep> after, List<Repeatable> present) {}

    /** For a run after which the database has all revisions: all objects become as they are declared. */
    public Steps toDeclared() {
        List<Repeatable> wanted =
                declared.values().stream().map(DeclaredRepeatable::object).toList();
        return steps(wanted, history.missingObjects(), Reason.REMOVED, Reason.CHANGED);
    }

    /** For a run that ends in between: objects stay as they are, but for those that have to go aside meanwhile. */
    public Steps asTheyAre() {
        return steps(List.copyOf(present.values()), List.of(), Reason.REMOVED, Reason.CHANGED);
    }

    /** For a way down: objects become as they stood there. */
    public Steps toFormer(List<Repeatable> former) {
        return steps(former, history.missingObjects(), Reason.FORMER, Reason.FORMER);
    }

    /** {@code lost}: objects that a stopped run dropped; those that nobody wants any more count as dropped from now on. */
    private Steps steps(List<Repeatable> wantedObjects, List<Repeatable> lost, Reason gone, Reason different) {
        Map<String, Repeatable> wanted = new LinkedHashMap<>();
        wantedObjects.forEach(object -> wanted.put(object.key(), object));
        Set<String> removed = keys(present.values(), object -> !wanted.containsKey(object.key()));
        Set<String> other = keys(wantedObjects, object -> isOther(object));
        Set<String> touched = keys(present.values(), changed::isReadBy);
        Set<String> aside = aside(removed, other, touched);
        RepeatableGraph graph = new RepeatableGraph(wantedObjects);
        Set<String> seeds = union(union(other, keys(present.values(), changed::isAbout)), union(aside, touched));
        Set<String> applied =
                graph.withDependents(seeds.stream().filter(wanted::containsKey).toList());
        List<RepeatableStep> before = new ArrayList<>();
        List<Repeatable> first = new ArrayList<>(standing.ordered(union(aside, removed)));
        Collections.reverse(first);
        for (Repeatable object : first) {
            boolean isGone = removed.contains(object.key());
            before.add(goes(object, isGone, isGone ? gone : Reason.DEPENDENCY));
        }
        lost.stream()
                .filter(object -> !wanted.containsKey(object.key()))
                .forEach(object -> before.add(step(Action.FORGET, object, Reason.MISSING)));
        List<RepeatableStep> after = graph.ordered(applied).stream()
                .map(object -> step(Action.APPLY, object, reason(object, other, different)))
                .toList();
        return new Steps(before, after, List.copyOf(present.values()));
    }

    /** The revisions find what they made before an object took its place, where they are going to need it. */
    private RepeatableStep goes(Repeatable object, boolean isGone, Reason reason) {
        Optional<Repeatable> theirs = isGone || changed.isAbout(object) ? revisions.like(object) : Optional.empty();
        if (theirs.isPresent()) {
            return step(Action.RELEASE, theirs.get(), reason);
        }
        Action action = !isGone ? Action.SET_ASIDE : object.removal().isPresent() ? Action.DROP : Action.FORGET;
        return step(action, object, reason);
    }

    /** What must go aside: it reads what the revisions change or what is dropped, or cannot be replaced in its place. */
    private Set<String> aside(Set<String> removed, Set<String> other, Set<String> touched) {
        Set<String> moving = touched.stream()
                .filter(key -> of(key).kind().isInTheWay())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        // What reads a column that the SQL of a revision drops is known from neither, but it has another text then.
        other.stream()
                .filter(key ->
                        present.containsKey(key) && (changed.isUncertain() || of(key).kind() == Repeatable.Kind.SQL))
                .forEach(moving::add);
        Set<String> replaced = keys(present.values(), changed::isMadeBy);
        return standing.withDependents(union(union(moving, replaced), removed)).stream()
                .filter(key -> !removed.contains(key))
                .filter(key -> (of(key).kind().isInTheWay() || replaced.contains(key))
                        && of(key).removal().isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Repeatable of(String key) {
        return Objects.requireNonNull(present.get(key));
    }

    private boolean isOther(Repeatable object) {
        Repeatable there = present.get(object.key());
        return there == null || !there.checksum().equals(object.checksum());
    }

    private Reason reason(Repeatable object, Set<String> other, Reason different) {
        String key = object.key();
        if (history.missing().contains(key)) {
            return Reason.MISSING;
        }
        if (!other.contains(key)) {
            return Reason.DEPENDENCY;
        }
        return different == Reason.CHANGED && !present.containsKey(key) ? Reason.NEW : different;
    }

    private RepeatableStep step(Action action, Repeatable object, Reason reason) {
        DeclaredRepeatable known = declared.get(object.key());
        return new RepeatableStep(
                action, object, reason, known == null ? "" : known.file(), known == null ? null : known.location());
    }

    private static Set<String> keys(Collection<Repeatable> objects, Predicate<Repeatable> wanted) {
        return objects.stream()
                .filter(wanted)
                .map(Repeatable::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
