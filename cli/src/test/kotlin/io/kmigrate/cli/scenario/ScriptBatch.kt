package io.kmigrate.cli.scenario

import io.kmigrate.dsl.host.KotlinScriptLoader
import io.kmigrate.source.ScriptLoader
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/**
 * Compiles the scripts of many projects in one call, into a cache that these share: a call for each
 * project would take most of the time.
 */
internal object ScriptBatch {
    /** A script without it would keep the others from being compiled. */
    private val HEADER = Regex("""^revision = "\w+"$""", RegexOption.MULTILINE)

    /** Copies of the scripts for [compile]. */
    fun write(scripts: Collection<String>, folder: Path) {
        folder.createDirectories()
        scripts
            .filter { HEADER.containsMatchIn(it) }
            .distinct()
            .forEachIndexed { number, script ->
                folder.resolve("$number.migration.kts").writeText(script)
            }
    }

    fun compile(folder: Path, cache: Path) {
        val folders = ScriptLoader.Folders(listOf(folder), false)
        val source = KotlinScriptLoader().open(folders, emptyMap(), cache) {}
        // Some are broken, which is what their test is about. The others are kept.
        runCatching { source.load(source.revisions()) }
    }
}
