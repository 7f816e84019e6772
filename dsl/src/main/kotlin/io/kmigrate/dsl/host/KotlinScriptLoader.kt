package io.kmigrate.dsl.host

import io.kmigrate.ScriptLoader
import io.kmigrate.revision.MigrationSource
import java.nio.file.Path
import java.util.function.Consumer

/** Opens folders of `*.migration.kts`. */
public class KotlinScriptLoader : ScriptLoader {
    override fun open(
        folders: List<Path>,
        parameters: Map<String, String>,
        cacheFolder: Path?,
        warnings: Consumer<String>,
    ): MigrationSource =
        ScriptSource(folders.toList(), parameters.toMap(), ScriptHost.of(cacheFolder, warnings))
}
