package io.kmigrate.source;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.MigratorBuilder;
import io.kmigrate.bundle.Bundle;
import io.kmigrate.exposed.ModelTables;
import io.kmigrate.message.ScriptMessages;
import io.kmigrate.revision.MigrationSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads script folders. The runtime has no compiler: {@link MigratorBuilder#scripts} finds an
 * implementation by {@link java.util.ServiceLoader}, such as that of {@code kmigrate-dsl}.
 */
@API(status = INTERNAL, since = "0.1")
public interface ScriptLoader {
    /**
     * The implementation on the class path.
     *
     * @throws io.kmigrate.failure.MigrationException when there is none
     */
    static ScriptLoader find() {
        return ServiceLoader.load(ScriptLoader.class, ScriptLoader.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> ScriptMessages.noLoader().exception());
    }

    /**
     * Where scripts are.
     *
     * @param recursive whether folders below these hold scripts, too
     */
    record Folders(List<Path> paths, boolean recursive) {
        public Folders {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Opens script folders; reads nothing yet.
     *
     * @param parameters what scripts see as {@code parameters}
     * @param cacheFolder where compiled scripts are kept; null for the user's own cache folder
     * @param warnings hears what a user should know though it stops nothing, such as a read-only cache
     */
    MigrationSource open(
            Folders folders, Map<String, String> parameters, @Nullable Path cacheFolder, Consumer<String> warnings);

    /**
     * Opens bundles; loads no class yet. Needs no compiler.
     *
     * @param parameters as for {@link #open}
     * @param parent sees what the scripts use
     */
    MigrationSource open(Bundle bundle, Map<String, String> parameters, ClassLoader parent);

    /**
     * Adds the tables that {@code *.tables.kts} scripts declare.
     *
     * @param scripts such scripts, or folders that hold them
     * @param cacheFolder as for {@link #open}
     */
    void readModel(List<Path> scripts, @Nullable Path cacheFolder, Consumer<String> warnings, ModelTables tables);

    /**
     * Evaluates an {@code env.kts}.
     *
     * @param parameters as for {@link #open}
     * @param cacheFolder as for {@link #open}
     */
    Environment readEnvironment(
            Path script, Map<String, String> parameters, @Nullable Path cacheFolder, Consumer<String> warnings);
}
