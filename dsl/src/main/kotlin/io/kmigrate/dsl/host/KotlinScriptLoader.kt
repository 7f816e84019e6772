package io.kmigrate.dsl.host

import io.kmigrate.ScriptLoader
import io.kmigrate.revision.MigrationSource
import java.nio.file.Path
import java.util.function.Consumer

/** Opens folders of `*.migration.kts`. */
public class KotlinScriptLoader : ScriptLoader {
    override fun open(
        folders: ScriptLoader.Folders,
        parameters: Map<String, String>,
        cacheFolder: Path?,
        warnings: Consumer<String>,
    ): MigrationSource =
        ScriptSource(folders, parameters.toMap(), ScriptHost.of(cacheFolder, warnings))
}
