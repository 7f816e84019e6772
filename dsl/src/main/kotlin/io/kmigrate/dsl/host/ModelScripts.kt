package io.kmigrate.dsl.host

import io.kmigrate.exposed.ModelTables
import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.message.ModelMessages
import io.kmigrate.source.ScriptLoader
import java.nio.file.Path

/** The tables that `*.tables.kts` scripts declare. All scripts are one unit. */
internal class ModelScripts(private val places: List<Path>, private val host: ScriptHost) {
    private val folders = ScriptFolders(ScriptLoader.Folders(places, true), ScriptKind.MODEL)

    /**
     * Compiles what the cache lacks and runs each script's top level.
     *
     * @throws ScriptProblemsException with every error of every script
     * @throws MigrationException for scripts without a table, if there is none elsewhere
     */
    fun addTo(tables: ModelTables) {
        val content = folders.read()
        if (content.problems.isNotEmpty()) {
            throw ScriptProblemsException(content.problems)
        }
        val print = Fingerprint()
        content.scripts.forEach { print.add(it.path).add(it.text) }
        val unit = print.text()
        val scripts = content.scripts.map { Script(it.path, it.text, unit) }
        scripts.zip(host.classes(scripts)).forEach { (script, type) ->
            tables.addAll(type, evaluate(script, type), script.path, Location.of(script.path))
        }
        if (tables.isEmpty) {
            val first = scripts.firstOrNull()?.path ?: "${places.first().resolve(FIRST)}"
            throw ModelMessages.noTablesInScripts(first).exception()
        }
    }

    /** The script itself, which keeps its top-level values. */
    private fun evaluate(script: Script, type: Class<*>): Any =
        evaluating(script, type.name) { type.constructors.single().newInstance() }

    private companion object {
        /** As `migrate init` names it. */
        const val FIRST = "app.tables.kts"
    }
}
