package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.importer.ObjectImport.Result;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.RepeatableGraph;
import io.kmigrate.schema.Mentions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Files that another tool runs at each change of their text. Those that make objects, and nothing else, become scripts
 * of objects. The others stay revisions, and so do those whose objects a revision needs: all revisions run first.
 */
@API(status = INTERNAL, since = "0.1")
public final class ObjectFiles {
    private final Dialect dialect;
    private final Map<String, File> files = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    public ObjectFiles(Dialect dialect) {
        this.dialect = dialect;
    }

    private record File(Origin origin, List<ImportedStep> steps, List<String> remarks, List<Repeatable> objects) {}

    /**
     * A file, in the order in which the tool runs them.
     *
     * @param name tells it from the others
     * @param transactional whether it runs in one transaction, as each object of ours does
     */
    public void add(String name, Origin origin, List<ImportedStep> steps, List<String> remarks, boolean transactional) {
        Result result = ObjectImport.of(steps, dialect);
        files.put(name, new File(origin, steps, List.copyOf(remarks), result.objects()));
        if (!result.isWhole() || !transactional) {
            reasons.put(name, transactional ? result.reason() : "it runs outside of a transaction");
        }
    }

    /** Has a file stay a revision. */
    public void keep(String name, String reason) {
        reasons.putIfAbsent(name, reason);
    }

    /** The objects that a file makes; none where it does more. */
    public List<Repeatable> objects(String name) {
        return Objects.requireNonNull(files.get(name)).objects();
    }

    /** Why files stay revisions, by name. */
    public Map<String, String> reasons() {
        Map<String, String> found = new LinkedHashMap<>(reasons);
        twice(found);
        boolean grows = true;
        while (grows) {
            Map<String, String> more = needed(found);
            grows = !more.isEmpty();
            found.putAll(more);
        }
        return found;
    }

    /** Of several that make one object, the last one counts, which no order of scripts says. */
    private void twice(Map<String, String> found) {
        Map<String, String> first = new HashMap<>();
        files.forEach((name, file) -> file.objects().forEach(object -> {
            String other = first.putIfAbsent(object.key(), name);
            if (other != null) {
                String reason = "%s makes %s, too".formatted(other, object.key());
                found.putIfAbsent(name, reason);
                found.putIfAbsent(other, "%s makes %s, too".formatted(name, object.key()));
            }
        }));
    }

    private Map<String, String> needed(Map<String, String> revisions) {
        Map<String, String> found = new LinkedHashMap<>();
        files.forEach((name, file) -> {
            Optional<String> user = files.entrySet().stream()
                    .filter(other -> revisions.containsKey(other.getKey()))
                    .filter(other -> uses(other.getValue().steps(), file.objects()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (!revisions.containsKey(name) && user.isPresent()) {
                found.put(name, user.get() + " uses its objects, and stays a revision");
            }
        });
        return found;
    }

    /** Whether steps name an object. */
    public static boolean uses(List<ImportedStep> steps, List<Repeatable> objects) {
        return steps.stream()
                .map(step -> Mentions.in(step.text()))
                .anyMatch(mentions -> objects.stream()
                        .anyMatch(object ->
                                ObjectText.used(object).filter(mentions::names).isPresent()));
    }

    /** A script for each object of the others, each after those that it needs. */
    public List<ImportedScript> scripts() {
        Map<String, String> revisions = reasons();
        Map<String, File> owners = new LinkedHashMap<>();
        List<Repeatable> objects = new ArrayList<>();
        files.forEach((name, file) -> {
            if (!revisions.containsKey(name)) {
                objects.addAll(file.objects());
                file.objects().forEach(object -> owners.put(object.key(), file));
            }
        });
        List<ImportedScript> scripts = new ArrayList<>();
        for (Repeatable object : new RepeatableGraph(objects.stream()
                        .map(object -> withNeeds(object, objects))
                        .toList())
                .order()) {
            File owner = Objects.requireNonNull(owners.get(object.key()));
            scripts.add(ImportedScript.of(object, owner.origin(), owner.steps(), owner.remarks()));
        }
        return scripts;
    }

    /** With those that its text names, although a script declares them as text alone. */
    private static Repeatable withNeeds(Repeatable object, List<Repeatable> all) {
        Mentions mentions = Mentions.in(object.text());
        List<String> needs = all.stream()
                .filter(other ->
                        other.kind() == Repeatable.Kind.SQL && !other.key().equals(object.key()))
                .filter(other -> ObjectText.used(other).filter(mentions::names).isPresent())
                .map(other -> other.name().name())
                .toList();
        return needs.isEmpty()
                ? object
                : new Repeatable(
                        object.kind(),
                        object.name(),
                        object.table(),
                        object.arguments(),
                        object.text(),
                        object.drop(),
                        needs);
    }
}
