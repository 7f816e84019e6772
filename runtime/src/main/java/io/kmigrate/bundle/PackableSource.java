package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.MigrationSource;
import java.util.List;
import org.apiguardian.api.API;

/** A source whose migrations are scripts that can be put into a bundle. */
@API(status = INTERNAL, since = "0.1")
public interface PackableSource extends MigrationSource {
    /** All scripts, compiled and evaluated, in the order of {@link #revisions}. */
    List<PackedScript> pack();

    /** All scripts of objects that follow their text, compiled, in the order of {@link #repeatables}. */
    default List<PackedRepeatable> packRepeatables() {
        return List.of();
    }
}
