package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.Mentions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** Which objects stand on which: by what their texts name, and by what their scripts say. */
@API(status = INTERNAL, since = "0.1")
public final class RepeatableGraph {
    private final Map<String, Repeatable> objects = new LinkedHashMap<>();

    /** By key, the keys of what comes before it. */
    private final Map<String, Set<String>> needed = new LinkedHashMap<>();

    public RepeatableGraph(Collection<Repeatable> all) {
        all.stream()
                .sorted(Comparator.comparing(Repeatable::kind))
                .forEach(object -> objects.put(object.key(), object));
        objects.forEach((key, object) -> needed.put(key, neededBy(object)));
    }

    private Set<String> neededBy(Repeatable object) {
        Mentions mentions = Mentions.in(object.text());
        Set<String> keys = new LinkedHashSet<>();
        objects.forEach((key, other) -> {
            boolean isNamed =
                    other.kind().isNamed() && mentions.names(other.name().name());
            if (!key.equals(object.key()) && (isNamed || isSaid(object, other))) {
                keys.add(key);
            }
        });
        return keys;
    }

    private static boolean isSaid(Repeatable object, Repeatable other) {
        return object.needs().stream().anyMatch(need -> isNameOf(need, other));
    }

    /** Whether a script means this object by a name. */
    static boolean isNameOf(String need, Repeatable object) {
        return object.isCalled(need);
    }

    /** Each after those that it needs; those that need each other as they come. */
    public List<Repeatable> order() {
        Set<String> done = new LinkedHashSet<>();
        objects.keySet().forEach(key -> visit(key, new LinkedHashSet<>(), done));
        return done.stream().map(objects::get).toList();
    }

    private void visit(String key, Set<String> path, Set<String> done) {
        if (!done.contains(key) && path.add(key)) {
            needed.getOrDefault(key, Set.of()).forEach(other -> visit(other, path, done));
            done.add(key);
        }
    }

    /** These, and all that stand on them, directly or not. */
    public Set<String> withDependents(Collection<String> keys) {
        Set<String> found = new LinkedHashSet<>(keys);
        List<String> open = new ArrayList<>(keys);
        while (!open.isEmpty()) {
            String key = open.remove(open.size() - 1);
            needed.forEach((other, needs) -> {
                if (needs.contains(key) && found.add(other)) {
                    open.add(other);
                }
            });
        }
        return found;
    }

    /** Those among the objects that have these keys, each after those that it needs. */
    public List<Repeatable> ordered(Collection<String> keys) {
        return order().stream().filter(object -> keys.contains(object.key())).toList();
    }
}
