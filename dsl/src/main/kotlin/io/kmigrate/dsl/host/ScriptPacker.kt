package io.kmigrate.dsl.host

import io.kmigrate.bundle.PackedScript
import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.dsl.message.BundleMessages
import io.kmigrate.revision.MigrationDigest
import io.kmigrate.revision.Revision
import io.kmigrate.source.ScriptLoader
import java.io.IOException
import java.nio.file.Path

/** Compiles and evaluates scripts for a bundle, with what they read. */
internal class ScriptPacker(
    private val folders: ScriptLoader.Folders,
    private val host: ScriptHost,
    private val parameters: Map<String, String>,
) {
    /** One a script, in the order of [revisions]. */
    fun pack(scripts: List<Script>, revisions: Collection<Revision>): List<PackedScript> {
        val byPath = revisions.associateBy { it.path() }
        val compiled = host.compile(scripts)
        val first = PreparedScript.all(scripts, compiled, host.parent)
        val second = PreparedScript.all(scripts, compiled, host.parent)
        return scripts.indices.toList().mapReporting { index ->
            val script = scripts[index]
            val revision = byPath.getValue(script.path)
            val watched = Watched(parameters, ScriptFiles.beside(script.path))
            val checksum = first[index].checksum(revision, watched.parameters, watched.files)
            val again =
                second[index].checksum(revision, parameters) { name ->
                    watched.found[name] ?: throw IOException(BundleMessages.notReadBefore())
                }
            if (checksum != again) {
                throw ScriptProblemsException(listOf(BundleMessages.changingScript(script.path)))
            }
            // Where files were read, the text alone does not tell whether a script is what it was.
            val fingerprint = revision.fingerprint().takeIf { watched.found.isEmpty() }
            PackedScript(
                revision.readFrom(shown(Path.of(script.path)), fingerprint),
                compiled[index].mainClass,
                checksum,
                watched.parameters.wereRead,
                compiled[index].classes,
                watched.found,
            )
        }
    }

    private fun PreparedScript.checksum(
        revision: Revision,
        parameters: Map<String, String>,
        files: ScriptFiles,
    ): String = MigrationDigest.of(evaluate(parameters, files), revision).checksum()

    /** From the script folder's own name on, which is the same on every machine. */
    private fun shown(script: Path): String {
        val folder = folders.paths.find { script != it && script.startsWith(it) } ?: script.parent
        val name = folder?.toAbsolutePath()?.normalize()?.fileName
        val below = if (folder == null) script else folder.relativize(script)
        return (listOfNotNull(name) + below).joinToString("/")
    }

    /** What a script asks for while it is evaluated. */
    private class Watched(parameters: Map<String, String>, real: ScriptFiles) {
        val parameters = WatchedParameters(parameters)
        val found = HashMap<String, ByteArray>()
        val files = ScriptFiles { name -> real.read(name).also { found[name] = it } }
    }

    private class WatchedParameters(private val given: Map<String, String>) :
        AbstractMap<String, String>() {
        var wereRead = false
            private set

        override val entries: Set<Map.Entry<String, String>>
            get() = given.entries.also { wereRead = true }
    }
}
