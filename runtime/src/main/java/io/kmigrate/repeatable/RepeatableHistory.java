package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What the history of a database says of objects that follow their text. */
@API(status = INTERNAL, since = "0.1")
public final class RepeatableHistory {
    /** Of a database that has none. */
    public static final RepeatableHistory NONE = new RepeatableHistory(List.of());

    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    /** In the order in which they were written. */
    public RepeatableHistory(List<Row> written) {
        for (Row row : written) {
            if (row.event() == Event.FILE) {
                note(row);
            } else {
                rows.computeIfAbsent(row.key(), first -> new ArrayList<>()).add(row);
            }
        }
    }

    private void note(Row row) {
        if (row.fingerprint() == null || row.fingerprint().isEmpty()) {
            files.remove(row.key());
        } else {
            files.put(row.key(), row.fingerprint());
        }
    }

    /** What a row says, as the word of its direction. */
    public enum Event {
        APPLIED("repeatable"),
        /** The object was there before; with a checksum it was so, without one nobody knows how. */
        FOUND("found"),
        DROPPED("drop"),
        /** It is dropped, and to be made again. */
        SET_ASIDE("set-aside"),
        /** A script, and how its text was when all of it was applied. */
        FILE("script");

        private final String direction;

        Event(String direction) {
            this.direction = direction;
        }

        public String direction() {
            return direction;
        }

        /** Empty for a row of a revision. */
        public static Optional<Event> of(String direction) {
            for (Event event : values()) {
                if (event.direction.equals(direction)) {
                    return Optional.of(event);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A row.
     *
     * @param key of the object, or the name of a script
     * @param stored the object; null where the row does not have it
     * @param place the version rows of that moment; null where the history does not know them
     */
    public record Row(
            Event event,
            String key,
            @Nullable String checksum,
            @Nullable String fingerprint,
            @Nullable String stored,
            @Nullable List<String> place) {}

    /** The same, where these objects are known to be missing in the database. */
    public RepeatableHistory without(Collection<String> lost) {
        if (lost.isEmpty()) {
            return this;
        }
        List<Row> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        files.forEach((name, mark) -> all.add(new Row(Event.FILE, name, null, mark, null, null)));
        lost.forEach(key -> all.add(new Row(Event.SET_ASIDE, key, null, null, null, null)));
        return new RepeatableHistory(all);
    }

    /** Whether there is nothing of this kind. */
    public boolean isEmpty() {
        return rows.isEmpty() && files.isEmpty();
    }

    /** The fingerprints of the scripts that were applied as a whole, by name. */
    public Map<String, String> files() {
        return files;
    }

    /** The keys of objects that are not in the database, and nobody said that they should not be. */
    public Set<String> missing() {
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach((key, all) -> {
            if (last(all).event() == Event.SET_ASIDE) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** The same as they were before. */
    List<Repeatable> missingObjects() {
        return missing().stream()
                .flatMap(key -> rows.getOrDefault(key, List.of()).stream()
                        .filter(RepeatableHistory::isThere)
                        .reduce((first, second) -> second)
                        .flatMap(row -> text(key, String.valueOf(row.checksum())))
                        .stream())
                .toList();
    }

    /** The checksums of what the database has, by key. */
    public Map<String, String> present() {
        Map<String, String> checksums = new LinkedHashMap<>();
        rows.forEach((key, all) -> {
            String checksum = last(all).checksum();
            if (isThere(last(all)) && checksum != null) {
                checksums.put(key, checksum);
            }
        });
        return checksums;
    }

    /** What the database has. */
    public List<Repeatable> objects() {
        return present().entrySet().stream()
                .flatMap(entry -> text(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private static boolean isThere(Row row) {
        return (row.event() == Event.APPLIED || row.event() == Event.FOUND) && row.checksum() != null;
    }

    private static Row last(List<Row> all) {
        return all.get(all.size() - 1);
    }

    private Optional<Repeatable> text(String key, String checksum) {
        return rows.getOrDefault(key, List.of()).stream()
                .filter(row -> checksum.equals(row.checksum()) && row.stored() != null)
                .findFirst()
                .flatMap(row -> Repeatable.parse(String.valueOf(row.stored())));
    }

    /** Whether the database was at or beneath a place when a row was written. */
    public enum Side {
        WITHIN,
        ABOVE,
        UNKNOWN
    }

    /**
     * What stood when the database was at a place.
     *
     * @param objects those that were there
     * @param unknown the keys of those of which the history does not say
     */
    public record Former(List<Repeatable> objects, List<String> unknown) {}

    /** What stood at a place, given on which side of it version rows are. */
    public Former at(Function<List<String>, Side> side) {
        List<Repeatable> objects = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        rows.forEach((key, all) -> {
            Optional<Row> row = rowAt(all, side);
            Optional<Repeatable> object = row.flatMap(found -> Optional.ofNullable(found.checksum()))
                    .flatMap(checksum -> text(key, checksum));
            boolean isOurs = row.isPresent() || all.stream().noneMatch(other -> other.event() == Event.FOUND);
            if (object.isPresent()) {
                objects.add(object.get());
            } else if (last(all).event() != Event.DROPPED && !(isOurs && wasMissing(row))) {
                unknown.add(key);
            }
        });
        return new Former(objects, unknown);
    }

    private static boolean wasMissing(Optional<Row> row) {
        return row.isEmpty() || row.get().event() == Event.DROPPED;
    }

    /** The last row within; one that nobody can place counts as found, without a text. */
    private static Optional<Row> rowAt(List<Row> all, Function<List<String>, Side> side) {
        for (int place = all.size() - 1; place >= 0; place--) {
            Row row = all.get(place);
            if (row.event() == Event.SET_ASIDE) {
                continue;
            }
            Side found = row.place() == null ? Side.UNKNOWN : side.apply(row.place());
            if (found == Side.WITHIN) {
                return Optional.of(row);
            }
            if (found == Side.UNKNOWN) {
                return Optional.of(new Row(Event.FOUND, row.key(), null, null, null, null));
            }
        }
        return Optional.empty();
    }
}
