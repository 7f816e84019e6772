package io.kmigrate.dsl.host

import io.kmigrate.bundle.PackedRepeatable
import io.kmigrate.dsl.script.RepeatableScript
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.RepeatableFile
import io.kmigrate.repeatable.RepeatableSource
import io.kmigrate.source.ScriptLoader
import java.nio.file.Path

/**
 * The `*.repeatable.kts` in the folders `repeatable` of the script folders. Where there is no such
 * folder, nothing is read.
 */
internal class RepeatableScripts(
    private val folders: List<Path>,
    private val host: () -> ScriptHost,
) : RepeatableSource {
    /** A script, and its name below the folder of all. */
    class Named(val name: String, val script: Script)

    override fun files(): List<RepeatableFile> =
        read().map { RepeatableFile(it.name, it.script.path, it.script.print()) }

    override fun load(): List<DeclaredRepeatable> {
        val named = read()
        if (named.isEmpty()) {
            return emptyList()
        }
        val types = classes(named.map { it.script })
        return named.zip(types).mapReporting { (file, type) -> evaluate(file, type) }.flatten()
    }

    /** For a bundle, whose paths begin with the name of the script folder. */
    fun pack(): List<PackedRepeatable> {
        val named = read()
        if (named.isEmpty()) {
            return emptyList()
        }
        load()
        return named.zip(host().compile(named.map { it.script })) { file, compiled ->
            val shown = RepeatableFile(file.name, "$FOLDER/${file.name}", file.script.print())
            PackedRepeatable(shown, compiled.mainClass, compiled.classes)
        }
    }

    private fun classes(scripts: List<Script>) = host().classes(scripts)

    fun read(): List<Named> {
        val there = folders.map { it.resolve(FOLDER) }.filter { it.toFile().isDirectory }
        if (there.isEmpty()) {
            return emptyList()
        }
        val content = ScriptFolders(ScriptLoader.Folders(there, true), ScriptKind.REPEATABLE).read()
        if (content.problems.isNotEmpty()) {
            throw ScriptProblemsException(content.problems)
        }
        return content.scripts.map { Named(name(Path.of(it.path), there), it) }.sortedBy { it.name }
    }

    /** The same on every machine. Below several folders, their own names tell equal ones apart. */
    private fun name(script: Path, there: List<Path>): String {
        val folder = there.first { script.startsWith(it) }
        val below = folder.relativize(script).joinToString("/")
        val owner = folder.toAbsolutePath().normalize().parent?.fileName
        return if (there.size == 1 || owner == null) below else "$owner/$below"
    }

    companion object {
        /** In a script folder. */
        const val FOLDER: String = "repeatable"

        /** Runs the top level of a script. */
        fun evaluate(file: Named, type: Class<*>): List<DeclaredRepeatable> =
            evaluating(file.script, type.name) {
                val made = type.constructors.single().newInstance() as RepeatableScript
                made.toObjects(file.script.path, file.name)
            }
    }
}
