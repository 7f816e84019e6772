package io.kmigrate.bundle;

import io.kmigrate.revision.MigrationSource;
import java.util.List;

/** A source whose migrations are scripts that can be put into a bundle. */
public interface PackableSource extends MigrationSource {
    /** All scripts, compiled and evaluated, in the order of {@link #revisions}. */
    List<PackedScript> pack();
}
