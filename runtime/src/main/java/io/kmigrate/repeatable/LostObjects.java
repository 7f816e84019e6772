package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.ObjectNames.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Finds objects that the history has and the database has not. Names are compared whatever their case: an object that
 * is taken for a missing one would be made again at every start.
 */
@API(status = INTERNAL, since = "0.1")
public final class LostObjects {
    private final ObjectNames names;

    /** By what a key says before the arguments of a routine, how many there are. */
    private final Map<String, Integer> counts = new HashMap<>();

    public LostObjects(ObjectNames names) {
        this.names = names;
        names.entries().forEach(this::count);
    }

    private void count(Entry entry) {
        counts.merge(base(entry, entry.schema() + "."), 1, Integer::sum);
        if (entry.isHere() && !entry.schema().isEmpty()) {
            counts.merge(base(entry, ""), 1, Integer::sum);
        }
    }

    private static String base(Entry entry, String schema) {
        String prefix = schema.equals(".") ? "" : schema;
        String table = entry.table() == null ? "" : " on " + prefix + entry.table();
        return small(entry.kind() + " " + prefix + entry.name() + table);
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether a catalog can tell of some of them at all. */
    public static boolean canTell(Collection<String> keys) {
        return keys.stream().anyMatch(key -> kind(key).isPresent());
    }

    /** Those of the keys whose objects are missing. Of overloads that are fewer than declared, all are given. */
    public Set<String> among(Collection<String> keys) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        Set<String> lost = new LinkedHashSet<>();
        for (String key : keys) {
            Optional<ObjectNames.Kind> kind = kind(key).filter(asked -> isTold(asked, key));
            if (kind.isPresent()) {
                String plain = small(kind.get() + key.substring(wordLength(key)));
                bases(plain, kind.get()).stream()
                        .filter(counts::containsKey)
                        .findFirst()
                        .ifPresentOrElse(
                                base -> found.computeIfAbsent(base, first -> new ArrayList<>())
                                        .add(key),
                                () -> lost.add(key));
            }
        }
        found.forEach((base, overloads) -> {
            if (overloads.size() > counts.getOrDefault(base, 0)) {
                lost.addAll(overloads);
            }
        });
        return lost;
    }

    private boolean isTold(ObjectNames.Kind kind, String key) {
        return !names.hidden().contains(kind)
                && (names.isWhole() || key.indexOf('.') < 0)
                && (!Repeatable.isShortened(key) || key.indexOf('(') >= 0);
    }

    /** The whole, and what is left of each parenthesis: a name may have some, too. */
    private static List<String> bases(String plain, ObjectNames.Kind kind) {
        List<String> bases = new ArrayList<>(List.of(plain));
        boolean isRoutine = EnumSet.of(ObjectNames.Kind.FUNCTION, ObjectNames.Kind.PROCEDURE)
                .contains(kind);
        for (int place = plain.indexOf('('); isRoutine && place >= 0; place = plain.indexOf('(', place + 1)) {
            bases.add(plain.substring(0, place));
        }
        return bases;
    }

    private static int wordLength(String key) {
        return Repeatable.kindOf(key).map(kind -> kind.word().length()).orElse(0);
    }

    private static Optional<ObjectNames.Kind> kind(String key) {
        return Repeatable.kindOf(key).flatMap(kind -> switch (kind) {
            case VIEW, MATERIALIZED_VIEW -> Optional.of(ObjectNames.Kind.VIEW);
            case FUNCTION, AGGREGATE -> Optional.of(ObjectNames.Kind.FUNCTION);
            case PROCEDURE -> Optional.of(ObjectNames.Kind.PROCEDURE);
            case TRIGGER -> Optional.of(ObjectNames.Kind.TRIGGER);
            case SQL, GRANT -> Optional.empty();
        });
    }
}
