package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Where objects that follow their text come from. To implement: {@link #files} is called at every start and must be
 * cheap (no compiler); {@link #load} is asked once something changed.
 */
@API(status = STABLE, since = "0.1")
public interface RepeatableSource {
    /** Of no objects. */
    RepeatableSource NONE = of(List.of(), List.of());

    /** Every script, in the order of the names. */
    List<RepeatableFile> files();

    /** What all of them declare, in their order. */
    List<DeclaredRepeatable> load();

    /** Objects that are already in memory. */
    static RepeatableSource of(Collection<RepeatableFile> files, Collection<DeclaredRepeatable> objects) {
        List<RepeatableFile> all = List.copyOf(files);
        List<DeclaredRepeatable> declared = List.copyOf(objects);
        return new RepeatableSource() {
            @Override
            public List<RepeatableFile> files() {
                return all;
            }

            @Override
            public List<DeclaredRepeatable> load() {
                return declared;
            }
        };
    }
}
