package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.ScriptMessages
import io.kmigrate.failure.Causes
import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import java.io.IOException
import java.io.InputStream
import org.jetbrains.exposed.v1.exceptions.DuplicateColumnException

/**
 * A script as the stack shows it: finds the script's line in a call or in an exception.
 *
 * @param className the script's class; its lambdas and nested classes count as the script
 */
internal class ScriptPlace(
    private val className: String,
    private val path: String,
    private val files: ScriptFiles = ScriptFiles.beside(path),
) {
    private val nestedPrefix = "$className$"

    /** The script line that is running, or the script as a whole. */
    fun here(): Location = at(lineOf(className))

    /** What opens a file that the script names, from its folder. */
    @Throws(IOException::class) fun stream(name: String): () -> InputStream = files.stream(name)

    fun at(line: Int): Location = if (line > 0) Location.of(path, line) else Location.of(path)

    /**
     * What is wrong when the script threw [failure]; [call] is the DSL call it came from, if any.
     */
    fun problems(failure: Throwable, call: Location? = null): List<Problem> {
        val root = unwrap(failure)
        if (root is MigrationException) {
            return root.problems().map { if (it.location() == null) it.at(call) else it }
        }
        return listOf(describe(root).at(thrownAt(failure) ?: call ?: Location.of(path)))
    }

    private fun describe(failure: Throwable): Problem =
        when (failure) {
            is DuplicateColumnException -> ScriptMessages.duplicateColumn(sentence(failure))
            is IllegalArgumentException -> ScriptMessages.invalidOperation(sentence(failure))
            is LinkageError -> ScriptMessages.missingCode(sentence(failure))
            is OutOfMemoryError -> ScriptMessages.outOfMemory()
            else -> ScriptMessages.threw(failure.javaClass.simpleName, sentence(failure))
        }

    private fun sentence(failure: Throwable): String =
        (Causes.message(failure) ?: ScriptMessages.noReason()).removeSuffix(".")

    private fun thrownAt(failure: Throwable): Location? =
        generateSequence(unwrap(failure)) { if (it === failure) null else failure }
            .flatMap { it.stackTrace.asSequence() }
            .firstOrNull { isScript(it.className) && it.lineNumber > 0 }
            ?.let { at(it.lineNumber) }

    private fun isScript(name: String) = name == className || name.startsWith(nestedPrefix)

    companion object {
        private val walker = StackWalker.getInstance()

        /** The line of the innermost frame of [className], or 0. */
        fun lineOf(className: String): Int = walker.walk { frames ->
            frames
                .filter { it.className == className || it.className.startsWith("$className$") }
                .findFirst()
                .map { it.lineNumber }
                .orElse(0)
        }

        /** An object of the script that fails to start hides the reason. */
        private fun unwrap(failure: Throwable): Throwable =
            if (failure is ExceptionInInitializerError) failure.cause ?: failure else failure
    }
}
