package io.kmigrate.plan;

import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks whether each backfill that a script waits for is one of a script before it. */
final class RequiredBackfills {
    private final RevisionGraph graph;
    private final Map<String, Set<String>> names = new LinkedHashMap<>();

    RequiredBackfills(RevisionGraph graph, List<Migration> migrations) {
        this.graph = graph;
        for (Migration migration : migrations) {
            names.put(migration.revision().id(), names(migration));
        }
    }

    private static Set<String> names(Migration migration) {
        Set<String> found = new HashSet<>();
        for (ScriptOperation located : migration.up()) {
            located.operation().inBatches().map(Backfill::name).ifPresent(found::add);
        }
        return found;
    }

    List<Problem> problems(List<Migration> migrations) {
        List<Problem> problems = new ArrayList<>();
        for (Migration migration : migrations) {
            for (ScriptOperation located : migration.up()) {
                located.operation()
                        .requiredBackfill()
                        .filter(name -> !isBefore(name, migration.revision()))
                        .map(name -> BackfillMessages.neverMade(
                                        migration.revision().label(), name)
                                .at(located.location()))
                        .ifPresent(problems::add);
            }
        }
        return problems;
    }

    private boolean isBefore(String name, Revision revision) {
        return graph.setOf(List.of(revision)).withAncestors(Links.ALL).oldestFirst().stream()
                .anyMatch(
                        ancestor -> names.getOrDefault(ancestor.id(), Set.of()).contains(name));
    }
}
