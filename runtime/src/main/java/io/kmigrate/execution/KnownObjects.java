package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.repeatable.RepeatableHistory.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Objects that follow their text, and that a database has as they are declared, although no run of ours made them.
 *
 * @param files fingerprints of the scripts of which it has all objects, by name
 */
@API(status = INTERNAL, since = "0.1")
public record KnownObjects(List<DeclaredRepeatable> objects, Map<String, String> files) {
    /** None of them. */
    public static final KnownObjects NONE = new KnownObjects(List.of(), Map.of());

    public KnownObjects {
        objects = List.copyOf(objects);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** What the history says of them once they are written, at a place. */
    public RepeatableHistory history(List<String> rows) {
        List<Row> written = new ArrayList<>();
        for (DeclaredRepeatable declared : objects) {
            Repeatable object = declared.object();
            written.add(new Row(Event.APPLIED, object.key(), object.checksum(), null, object.stored(), rows));
        }
        files.forEach((name, mark) -> written.add(new Row(Event.FILE, name, null, mark, null, rows)));
        return new RepeatableHistory(written);
    }
}
