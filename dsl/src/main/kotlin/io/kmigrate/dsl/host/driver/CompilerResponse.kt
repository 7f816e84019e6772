package io.kmigrate.dsl.host.driver

import java.io.DataInputStream
import java.io.DataOutputStream
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE

/**
 * One error of the compiler.
 *
 * @property path the staged source; null when the compiler blames no file
 * @property line 1-based; 0 when unknown
 * @property column 1-based; 0 when unknown
 * @property excerpt the text of the line
 */
internal class CompilerMessage(
    val path: String?,
    val line: Int,
    val column: Int,
    val excerpt: String?,
    val text: String,
)

/** The errors of a whole request: the file `response`, which appears complete or not at all. */
internal class CompilerResponse(val errors: List<CompilerMessage>) {
    fun write(folder: Path) {
        val unfinished = folder.resolve("$NAME.part")
        DataOutputStream(Files.newOutputStream(unfinished).buffered()).use { out ->
            out.writeInt(errors.size)
            errors.forEach { error ->
                out.writeInt(error.line)
                out.writeInt(error.column)
                out.writeTexts(listOfNotNull(error.path))
                out.writeTexts(listOfNotNull(error.excerpt))
                out.writeText(error.text)
            }
        }
        Files.move(unfinished, folder.resolve(NAME), ATOMIC_MOVE)
    }

    companion object {
        private const val NAME = "response"

        fun exists(folder: Path): Boolean = Files.exists(folder.resolve(NAME))

        @Throws(IOException::class)
        fun read(folder: Path): CompilerResponse =
            DataInputStream(Files.newInputStream(folder.resolve(NAME)).buffered()).use { input ->
                CompilerResponse(List(input.readInt()) { input.readMessage() })
            }

        private fun DataInputStream.readMessage(): CompilerMessage {
            val line = readInt()
            val column = readInt()
            val path = readTexts().firstOrNull()
            return CompilerMessage(path, line, column, readTexts().firstOrNull(), readText())
        }
    }
}
