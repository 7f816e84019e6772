package io.kmigrate;

import io.kmigrate.revision.MigrationSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns folders of scripts into migrations. The runtime knows no script language: it finds the one
 * implementation, the script host of {@code kmigrate-dsl}, by {@link java.util.ServiceLoader}. An
 * implementation has no state; the sources it opens are safe for use by several threads.
 */
public interface ScriptLoader {
    /**
     * Opens folders without reading them: that happens at the source's first call, and every failure is
     * reported there.
     *
     * @param folders as the user typed them, since messages and paths begin with them
     * @param parameters what scripts see as {@code parameters}
     * @param cacheFolder where compiled scripts are kept; null for the user's own cache folder
     * @param warnings told, once each, about what slows a run without stopping it
     */
    MigrationSource open(
            List<Path> folders, Map<String, String> parameters, @Nullable Path cacheFolder, Consumer<String> warnings);
}
