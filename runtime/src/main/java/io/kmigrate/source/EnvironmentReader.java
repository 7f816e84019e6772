package io.kmigrate.source;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What the builder was told and what its {@code env.kts} says, which is read when it is first needed. */
@API(status = INTERNAL, since = "0.1")
public final class EnvironmentReader {
    private final Environment told;
    private final @Nullable Path script;
    private final Map<String, String> parameters;
    private final @Nullable Path cacheFolder;
    private final Consumer<String> warnings;
    private @Nullable Environment read;

    public EnvironmentReader(
            Environment told,
            @Nullable Path script,
            Map<String, String> parameters,
            @Nullable Path cacheFolder,
            Consumer<String> warnings) {
        this.told = told;
        this.script = script;
        this.parameters = Map.copyOf(parameters);
        this.cacheFolder = cacheFolder;
        this.warnings = warnings;
    }

    /**
     * Compiles and evaluates the script unless that was done.
     *
     * @throws io.kmigrate.failure.MigrationException naming everything that is wrong with it
     */
    public synchronized Environment read() {
        if (read == null) {
            read = script == null
                    ? told
                    : told.and(ScriptLoader.find().readEnvironment(script, parameters, cacheFolder, warnings));
        }
        return read;
    }
}
