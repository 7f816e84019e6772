package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.repeatable.RepeatableSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Where migrations come from. To implement: {@link #revisions} is called at every start and must be cheap
 * (no compiler); {@link #load} is asked only for what is about to run or be inspected. Both report all
 * their problems in one {@link MigrationException}.
 */
@API(status = STABLE, since = "0.1")
public interface MigrationSource {
    /** Every revision there is, in any order. */
    Collection<Revision> revisions();

    /** The content of {@code revisions}, keyed by id. */
    Map<String, Migration> load(Collection<Revision> revisions);

    /**
     * The checksums of upgrade operations that are known without loading a script, by revision: those of
     * {@link MigrationDigest#checksum}.
     */
    default Map<String, String> checksums() {
        return Map.of();
    }

    /** Objects that are declared with their text and applied again when it changes. */
    default RepeatableSource repeatables() {
        return RepeatableSource.NONE;
    }

    /**
     * The texts of a file beside the scripts, such as {@code import-map.json}: one for each place that has it.
     *
     * @param name of the file, without a folder
     */
    default List<String> textsBeside(String name) {
        return List.of();
    }

    /** Migrations that are already in memory. */
    static MigrationSource of(Collection<Migration> migrations) {
        Map<String, Migration> byId = migrations.stream()
                .collect(Collectors.toMap(migration -> migration.revision().id(), Function.identity()));
        List<Revision> revisions = migrations.stream().map(Migration::revision).toList();
        return new MigrationSource() {
            @Override
            public Collection<Revision> revisions() {
                return revisions;
            }

            @Override
            public Map<String, Migration> load(Collection<Revision> wanted) {
                return byId;
            }
        };
    }
}
