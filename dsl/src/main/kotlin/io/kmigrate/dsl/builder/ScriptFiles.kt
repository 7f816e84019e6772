package io.kmigrate.dsl.builder

import io.kmigrate.file.BoundedFile
import java.io.ByteArrayInputStream
import java.io.IOException
import java.io.InputStream
import java.nio.file.Files
import java.nio.file.Path

/** Where a script finds the files it names. */
internal fun interface ScriptFiles {
    @Throws(IOException::class) fun read(name: String): ByteArray

    /** What opens a file, again and again, as long as the script may run. */
    @Throws(IOException::class)
    fun stream(name: String): () -> InputStream {
        val bytes = read(name)
        return { ByteArrayInputStream(bytes) }
    }

    /** In the folder of the script. A file that is streamed is never held as a whole. */
    private class Beside(private val script: Path) : ScriptFiles {
        override fun read(name: String): ByteArray =
            BoundedFile.readData(script.resolveSibling(name))

        override fun stream(name: String): () -> InputStream {
            val file = script.resolveSibling(name)
            return { Files.newInputStream(file) }
        }
    }

    companion object {
        /** In the folder of the script. */
        fun beside(script: String): ScriptFiles = Beside(Path.of(script))
    }
}
