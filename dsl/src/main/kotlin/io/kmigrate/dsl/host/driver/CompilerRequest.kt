package io.kmigrate.dsl.host.driver

import java.io.DataInputStream
import java.io.DataOutputStream
import java.nio.file.Files
import java.nio.file.Path

/**
 * What to compile: the file `request` of a work folder. Classes of worker n go to the folder
 * `out-n`.
 *
 * @property arguments the compiler's, without sources and destination
 * @property workers how many threads share the sources
 * @property together whether sources see each other: then all fail together
 */
internal class CompilerRequest(
    val arguments: List<String>,
    val sources: List<String>,
    val workers: Int,
    val together: Boolean,
) {
    fun write(folder: Path) {
        DataOutputStream(Files.newOutputStream(folder.resolve(NAME)).buffered()).use { out ->
            out.writeInt(workers)
            out.writeBoolean(together)
            out.writeTexts(arguments)
            out.writeTexts(sources)
        }
    }

    companion object {
        private const val NAME = "request"

        fun read(folder: Path): CompilerRequest =
            DataInputStream(Files.newInputStream(folder.resolve(NAME)).buffered()).use { input ->
                val workers = input.readInt()
                val together = input.readBoolean()
                CompilerRequest(input.readTexts(), input.readTexts(), workers, together)
            }
    }
}
