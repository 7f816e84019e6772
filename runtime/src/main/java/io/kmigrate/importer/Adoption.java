package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.SideState;
import io.kmigrate.history.SideState.Script;
import io.kmigrate.importer.OldHistory.Applied;
import io.kmigrate.importer.OldHistory.Match;
import io.kmigrate.importer.OldHistory.ObjectScript;
import io.kmigrate.importer.OldHistory.Repeatable;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Decides which revisions a database has that another tool migrated, and whether that can be said by version rows. */
@API(status = INTERNAL, since = "0.1")
public final class Adoption {
    private final RevisionGraph graph;
    private final OldHistory old;
    private final Consumer<String> warnings;

    /** @param warnings hears what is not taken over, although it stops nothing */
    public Adoption(RevisionGraph graph, OldHistory old, Consumer<String> warnings) {
        this.graph = graph;
        this.old = old;
        this.warnings = warnings;
    }

    /**
     * What the database has.
     *
     * @throws MigrationException with all that stands in the way
     */
    public SideState read(Connection connection, Dialect dialect) throws SQLException {
        Applied read = old.read(connection, dialect);
        List<Problem> problems = new ArrayList<>(read.problems());
        List<String> known = new ArrayList<>();
        for (String revision : read.revisions()) {
            if (graph.find(revision).isPresent()) {
                known.add(revision);
            } else {
                problems.add(ImportMessages.oldUnknown(revision));
            }
        }
        Set<String> there = new HashSet<>(known);
        problems.addAll(beneath(known, read));
        for (Repeatable one : read.repeatable()) {
            if (graph.find(one.revision()).isEmpty()) {
                problems.add(ImportMessages.oldUnknown(one.revision()));
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        there.addAll(read.optional());
        List<Repeatable> pending = pending(read.repeatable(), there);
        pending.forEach(one -> warnings.accept(ImportMessages.runsAgain(one.revision(), one.isEdited())));
        known.addAll(read.repeatable().stream()
                .filter(one -> !pending.contains(one))
                .map(Repeatable::revision)
                .toList());
        return new SideState(known, scripts(read.objects()));
    }

    /** Scripts whose objects need not be made again: the others are, since that changes nothing where they are there. */
    private List<Script> scripts(List<ObjectScript> objects) {
        for (ObjectScript object : objects) {
            if (object.match() != Match.SAME) {
                warnings.accept(ImportMessages.objectsRunAgain(object.name(), object.match() == Match.EDITED));
            }
        }
        return objects.stream()
                .filter(object -> object.match() == Match.SAME)
                .map(object -> new Script(object.name(), object.checksums()))
                .toList();
    }

    /** Revisions beneath applied ones whose version rows would say more than the database has. */
    private List<Problem> beneath(List<String> known, Applied read) {
        Set<String> there = new HashSet<>(known);
        there.addAll(read.optional());
        // The other tool runs a repeatable script after all versions, also where its revision is beneath one of them.
        Map<String, Repeatable> repeatable = new HashMap<>();
        read.repeatable().forEach(one -> repeatable.put(one.revision(), one));
        List<Problem> problems = new ArrayList<>();
        for (Revision revision : graph.applied(known).oldestFirst()) {
            Repeatable one = repeatable.get(revision.id());
            if (one != null && one.isEdited()) {
                problems.add(ImportMessages.repeatableEdited(revision.id()));
            } else if (one == null && !there.contains(revision.id())) {
                problems.add(ImportMessages.hole(revision.id(), revision.message()));
            }
        }
        return problems;
    }

    /** Those that were edited, or have a revision beneath them that the database does not have. */
    private List<Repeatable> pending(List<Repeatable> repeatable, Set<String> applied) {
        Set<String> there = new HashSet<>(applied);
        repeatable.stream()
                .filter(one -> !one.isEdited())
                .map(Repeatable::revision)
                .forEach(there::add);
        List<Repeatable> found = new ArrayList<>();
        for (Revision revision : graph.applied(
                        repeatable.stream().map(Repeatable::revision).toList())
                .oldestFirst()) {
            boolean isWhole = there.contains(revision.id())
                    && graph.applied(List.of(revision.id())).oldestFirst().stream()
                            .allMatch(beneath -> there.contains(beneath.id()));
            if (!isWhole) {
                there.remove(revision.id());
                repeatable.stream()
                        .filter(one -> one.revision().equals(revision.id()))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
