package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedHistory.LeftOut;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.Repeatable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One history of a project that has migrations for several kinds of databases, from what it is on each of them. What is
 * the same stands once, and the rest says which databases it is for.
 */
@API(status = INTERNAL, since = "0.1")
public final class HistoryMerge {
    private final List<ImportedHistory> histories;
    private final Comparator<ImportedRevision> order;
    private final Set<String> all;

    private HistoryMerge(List<ImportedHistory> histories, Comparator<ImportedRevision> order) {
        this.histories = histories;
        this.order = order;
        this.all = histories.stream().map(ImportedHistory::dialect).collect(Collectors.toSet());
    }

    /**
     * The merged history.
     *
     * @param histories one a database
     * @param order of revisions that no database has both of
     */
    public static ImportedHistory of(List<ImportedHistory> histories, Comparator<ImportedRevision> order) {
        return histories.size() == 1 ? histories.get(0) : new HistoryMerge(histories, order).merged();
    }

    private ImportedHistory merged() {
        ImportedHistory first = histories.get(0);
        boolean isLine = histories.stream().allMatch(ImportedHistory::isLine);
        List<ImportedRevision> revisions = new ArrayList<>();
        for (String id : ids()) {
            String last = revisions.isEmpty()
                    ? null
                    : revisions.get(revisions.size() - 1).id();
            revisions.add(revision(id, isLine ? last : null, isLine));
        }
        String dialects = histories.stream().map(ImportedHistory::dialect).collect(Collectors.joining(", "));
        return new ImportedHistory(first.tool(), dialects, revisions, scripts(), leftOut());
    }

    /** All, each after those that come before it on some database. */
    private List<String> ids() {
        Interleaving<ImportedRevision> both =
                new Interleaving<>((one, other) -> one.id().equals(other.id()), (one, other) -> one, order);
        List<ImportedRevision> merged = histories.get(0).revisions();
        for (ImportedHistory history : histories.subList(1, histories.size())) {
            merged = both.of(merged, history.revisions());
        }
        return merged.stream().map(ImportedRevision::id).distinct().toList();
    }

    private Map<String, ImportedRevision> found(String id) {
        Map<String, ImportedRevision> found = new LinkedHashMap<>();
        for (ImportedHistory history : histories) {
            history.revisions().stream()
                    .filter(revision -> revision.id().equals(id))
                    .findFirst()
                    .ifPresent(revision -> found.put(history.dialect(), revision));
        }
        return found;
    }

    private ImportedRevision revision(String id, @Nullable String before, boolean isLine) {
        Map<String, ImportedRevision> found = found(id);
        ImportedRevision first = found.values().iterator().next();
        Map<String, List<ImportedStep>> ups = new LinkedHashMap<>();
        Map<String, List<ImportedStep>> downs = new LinkedHashMap<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        Set<String> remarks = new LinkedHashSet<>();
        found.forEach((dialect, revision) -> {
            origins.put(dialect, revision.origin());
            ups.put(dialect, revision.up());
            downs.put(dialect, revision.down() == null ? List.of(noWayBack(first)) : revision.down());
            remarks.addAll(revision.remarks());
        });
        boolean isDerived = found.values().stream().allMatch(revision -> revision.down() == null);
        return first.merged(
                isLine ? (before == null ? List.of() : List.of(before)) : first.parents(),
                origin(origins),
                steps(ups),
                isDerived ? null : steps(downs),
                found.values().stream().allMatch(ImportedRevision::transactional),
                List.copyOf(remarks));
    }

    /** One for each object, with the text that each database has of it. */
    private List<ImportedScript> scripts() {
        Map<String, Map<String, ImportedScript>> found = new LinkedHashMap<>();
        for (ImportedHistory history : histories) {
            history.scripts()
                    .forEach(script -> found.computeIfAbsent(script.name(), first -> new LinkedHashMap<>())
                            .put(history.dialect(), script));
        }
        return found.values().stream().map(this::script).toList();
    }

    private ImportedScript script(Map<String, ImportedScript> found) {
        ImportedScript first = found.values().iterator().next();
        Map<Repeatable, Set<String>> texts = new LinkedHashMap<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        Set<String> remarks = new LinkedHashSet<>();
        found.forEach((dialect, script) -> {
            texts.computeIfAbsent(script.objects().get(0).object(), one -> new LinkedHashSet<>())
                    .add(dialect);
            origins.put(dialect, script.origin());
            remarks.addAll(script.remarks());
        });
        Origin origin = origin(origins);
        List<DeclaredRepeatable> objects = texts.entrySet().stream()
                .map(entry -> new DeclaredRepeatable(
                        entry.getKey(),
                        first.name(),
                        entry.getValue().equals(all) ? Set.of() : entry.getValue(),
                        Set.copyOf(origin.environments()),
                        null))
                .toList();
        return new ImportedScript(first.name(), origin, first.source(), objects, List.copyOf(remarks));
    }

    private static ImportedStep noWayBack(ImportedRevision revision) {
        return ImportedStep.byHand(
                "", revision.origin().file(), "the other tool has a way back for other databases alone");
    }

    private Origin origin(Map<String, Origin> found) {
        Origin first = found.values().iterator().next();
        boolean isSame = found.size() == all.size()
                && found.values().stream().map(Origin::checksum).distinct().count() == 1;
        if (isSame) {
            return first;
        }
        Map<String, String> checksums = new TreeMap<>();
        found.forEach((dialect, origin) -> checksums.put(dialect, origin.checksum()));
        return new Origin(first.file(), first.key(), first.checksum(), checksums, first.environments());
    }

    /** In the order that they have on each database. */
    private List<ImportedStep> steps(Map<String, List<ImportedStep>> lists) {
        Interleaving<ImportedStep> both = new Interleaving<>(
                ImportedStep::isSame,
                HistoryMerge::onBoth,
                Comparator.comparing(step -> step.databases().toString()));
        List<ImportedStep> merged = List.of();
        for (Map.Entry<String, List<ImportedStep>> entry : lists.entrySet()) {
            merged = both.of(
                    merged,
                    entry.getValue().stream()
                            .map(step -> step.on(Set.of(entry.getKey())))
                            .toList());
        }
        return merged.stream()
                .map(step -> step.databases().equals(all) ? step.on(Set.of()) : step)
                .toList();
    }

    private static ImportedStep onBoth(ImportedStep one, ImportedStep other) {
        Set<String> both = new LinkedHashSet<>(one.databases());
        both.addAll(other.databases());
        return one.on(both);
    }

    /** What no database has. */
    private List<LeftOut> leftOut() {
        List<LeftOut> result = new ArrayList<>();
        for (LeftOut left : histories.get(0).leftOut()) {
            boolean isEverywhere = histories.stream()
                    .allMatch(history -> history.leftOut().stream()
                            .anyMatch(other -> other.what().equals(left.what())));
            if (isEverywhere) {
                result.add(left);
            }
        }
        return result;
    }
}
