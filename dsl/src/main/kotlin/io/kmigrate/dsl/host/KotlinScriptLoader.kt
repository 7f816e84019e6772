package io.kmigrate.dsl.host

import io.kmigrate.bundle.Bundle
import io.kmigrate.exposed.ModelTables
import io.kmigrate.revision.MigrationSource
import io.kmigrate.source.Environment
import io.kmigrate.source.ScriptLoader
import java.nio.file.Path
import java.util.function.Consumer
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/** Opens folders of `*.migration.kts`, and reads `*.tables.kts`. */
@API(status = INTERNAL, since = "0.1")
public class KotlinScriptLoader : ScriptLoader {
    override fun open(
        folders: ScriptLoader.Folders,
        parameters: Map<String, String>,
        cacheFolder: Path?,
        warnings: Consumer<String>,
    ): MigrationSource =
        ScriptSource(
            folders,
            parameters.toMap(),
            ScriptHost.of(cacheFolder, warnings = warnings),
            RepeatableScripts(folders.paths()) {
                ScriptHost.of(cacheFolder, ScriptKind.REPEATABLE, warnings)
            },
        )

    override fun open(
        bundle: Bundle,
        parameters: Map<String, String>,
        parent: ClassLoader,
    ): MigrationSource = BundleSource(bundle, parameters.toMap(), ScriptHost.loaderOf(parent))

    override fun readModel(
        scripts: List<Path>,
        cacheFolder: Path?,
        warnings: Consumer<String>,
        tables: ModelTables,
    ) {
        ModelScripts(scripts, ScriptHost.of(cacheFolder, ScriptKind.MODEL, warnings)).addTo(tables)
    }

    override fun readEnvironment(
        script: Path,
        parameters: Map<String, String>,
        cacheFolder: Path?,
        warnings: Consumer<String>,
    ): Environment =
        EnvironmentScripts(ScriptHost.of(cacheFolder, ScriptKind.ENVIRONMENT, warnings))
            .read(script, parameters.toMap())
}
