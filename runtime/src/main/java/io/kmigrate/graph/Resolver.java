package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Looks targets up in a graph, without regard to what a database has. */
@API(status = INTERNAL, since = "0.1")
public final class Resolver {
    private static final int SHORTEST_PARTIAL_NAME = 4;

    private final RevisionGraph graph;

    public Resolver(RevisionGraph graph) {
        this.graph = graph;
    }

    public RevisionGraph graph() {
        return graph;
    }

    /**
     * The revisions a target names; none for base. {@code -N} counts down from every effective head.
     *
     * @throws MigrationException when a relative target comes to base
     */
    public List<Revision> revisions(Target target) {
        List<Revision> result = new ArrayList<>();
        for (Optional<Position> end : ends(target)) {
            result.add(end.flatMap(Position::toRevision)
                    .orElseThrow(
                            () -> TargetMessages.pastTheFirst(target.text()).exception()));
        }
        return result;
    }

    /** Like {@link #revisions}, but a walk of {@code -N} may end at base, or beyond it at nothing. */
    public List<Optional<Position>> ends(Target target) {
        return target.accept(new Ends());
    }

    /**
     * The revision a target names, nothing for base.
     *
     * @throws MultipleHeadsException when it names several
     */
    public Optional<Revision> one(Target target) {
        List<String> names = target.accept(new Names());
        if (names.size() > 1) {
            throw new MultipleHeadsException(
                    target.text(), names.stream().map(this::find).toList(), ForgottenParents.in(graph));
        }
        return names.stream().findFirst().map(name -> find(name, target.branch()));
    }

    /** The revision that carries a label, or has this id or start of one. */
    public Revision branch(String label) {
        try {
            return graph.named(label).orElseGet(() -> find(label));
        } catch (MigrationException failure) {
            throw new MigrationException(
                    TargetMessages.unknownBranch(label, Target.isPlainName(label), graph.names()), failure);
        }
    }

    /**
     * The label a branch name stands for: itself, or the only label of the revision with this id.
     *
     * @throws MigrationException when that revision is on no labelled branch, or on several
     */
    public String label(String branch) {
        boolean isId = one(Target.parse(branch)).map(Revision::id).stream().anyMatch(branch::equals);
        if (!isId) {
            return branch;
        }
        SortedSet<String> labels = graph.branchLabels(find(branch));
        if (labels.size() != 1) {
            throw TargetMessages.unnamedBranch(branch, labels.size()).exception();
        }
        return labels.first();
    }

    /** The revision with an id or label, or the only one whose id or label begins so. */
    public Revision find(String name) {
        return graph.named(name).orElseGet(() -> partial(name, null));
    }

    /** The relatives, by parents, of what a branch name stands for. */
    public RevisionSet lineage(String branch) {
        return lineage(Target.parse(branch), Links.PARENTS);
    }

    /** The relatives of a target and of its branch; everything for base without a branch. */
    public RevisionSet lineage(Target target, Links links) {
        List<Revision> origins = new ArrayList<>();
        String branch = target.branch();
        if (branch != null) {
            origins.add(find(branch));
        }
        target.accept(new Names()).forEach(name -> origins.add(find(name)));
        return origins.isEmpty() ? graph.all() : graph.setOf(origins).withRelatives(links);
    }

    private Revision find(String name, @Nullable String branch) {
        if (branch == null) {
            return find(name);
        }
        Revision origin = branch(branch);
        Revision found = graph.named(name).orElseGet(() -> partial(name, branch));
        if (!graph.setOf(List.of(found)).withRelatives(Links.PARENTS).contains(origin)) {
            throw TargetMessages.notOnBranch(found.label(), branch).exception();
        }
        return found;
    }

    private Revision partial(String name, @Nullable String branch) {
        Map<String, Revision> matches = new TreeMap<>(name.isEmpty() ? Map.of() : graph.namesStartingWith(name));
        matches.keySet().removeIf(match -> match.length() < SHORTEST_PARTIAL_NAME);
        if (branch != null && !matches.isEmpty()) {
            matches.values().retainAll(Set.copyOf(lineage(branch).oldestFirst()));
        }
        Set<Revision> distinct = new HashSet<>(matches.values());
        if (distinct.isEmpty()) {
            throw new UnknownRevisionException(name, graph.names());
        }
        if (distinct.size() > 1) {
            throw TargetMessages.ambiguousIdentifier(name, List.copyOf(matches.keySet()))
                    .exception();
        }
        return distinct.iterator().next();
    }

    /** A head that another one depends on is applied with it: it is no second one to choose from. */
    private List<Revision> onlyHead(String argument, @Nullable String branch) {
        RevisionSet heads = graph.heads();
        RevisionSet kept = graph.highest(branch == null ? heads : heads.intersect(lineage(branch)));
        if (kept.size() > 1) {
            throw new MultipleHeadsException(argument, kept.oldestFirst(), ForgottenParents.in(graph));
        }
        return kept.oldestFirst();
    }

    /** The names a target stands for, not looked up yet where the user typed them. */
    private final class Names implements Target.Visitor<List<String>> {
        @Override
        public List<String> head(Target.Head target) {
            return onlyHead(target.text(), target.branch()).stream()
                    .map(Revision::id)
                    .toList();
        }

        @Override
        public List<String> heads(Target.Heads target) {
            String branch = target.branch();
            if (branch == null) {
                return graph.effectiveHeads().stream().map(Revision::id).toList();
            }
            return graph.heads().intersect(lineage(branch)).stream()
                    .map(Revision::id)
                    .toList();
        }

        @Override
        public List<String> base(Target.Base target) {
            String branch = target.branch();
            if (branch != null) {
                branch(branch);
            }
            return List.of();
        }

        @Override
        public List<String> current(Target.Current target) {
            return List.of(target.text());
        }

        @Override
        public List<String> name(Target.Name target) {
            return List.of(target.name());
        }

        @Override
        public List<String> relative(Target.Relative target) {
            return List.of(target.symbol());
        }
    }

    private final class Ends implements RelativeVisitor<List<Optional<Position>>> {
        @Override
        public List<Optional<Position>> absolute(Target target) {
            return target.accept(new Names()).stream()
                    .map(name -> Optional.of(new Position(find(name, target.branch()))))
                    .toList();
        }

        @Override
        public List<Optional<Position>> relative(Target.Relative target) {
            if (target.anchor() != null || !target.isDown()) {
                return absolute(target);
            }
            String branch = target.branch();
            Walk walk = new Walk(Resolver.this, target, null, false);
            return graph.effectiveHeads().stream()
                    .filter(head -> branch == null || graph.branchLabels(head).contains(branch))
                    .map(head -> walk.from(new Position(head)))
                    .toList();
        }
    }
}
