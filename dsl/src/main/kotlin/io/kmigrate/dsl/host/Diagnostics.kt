package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerMessage
import io.kmigrate.dsl.message.CompilerMessages
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** The compiler's errors in the words and places of the user. */
internal object Diagnostics {
    /** As what the compiler saw a script. */
    class Staged(val key: String, val className: String, val kind: ScriptKind)

    /** The errors of one script, in the order of its lines. */
    fun problems(
        script: Script,
        compiled: Staged,
        errors: List<CompilerMessage>,
    ): List<Problem> {
        val staged = StagedText.of(script, compiled.key)
        return errors
            .sortedWith(compareBy({ it.line }, { it.column }))
            .map {
                val text = message(staged, compiled.className, it)
                CompilerMessages.scriptError(
                    text,
                    location(script, staged, it),
                    fix(it.text, compiled.kind),
                )
            }
            .distinct()
    }

    private fun message(staged: StagedText, className: String, error: CompilerMessage): String =
        error.text
            .replace("${staged.ownPackage}.", "")
            .replace("$className.", "")
            .trim()
            .removeSuffix(".")

    private fun location(script: Script, staged: StagedText, error: CompilerMessage): Location? {
        val column = staged.column(error.line, error.column)
        return script.withExcerpt(Location(script.path, error.line, column, null))
    }

    private fun fix(message: String, kind: ScriptKind): String? {
        if (CAPTURED in message) {
            return CompilerMessages.fixForCapture()
        }
        if (message == CompilerMessages.TOO_LARGE) {
            return CompilerMessages.fixForLargeBlock()
        }
        val name = UNRESOLVED.find(message)?.groupValues?.get(1) ?: return null
        if (name in IMPORTS) {
            return CompilerMessages.fixForImport()
        }
        return ScriptWords.of(name, kind).firstOrNull()?.let(CompilerMessages::didYouMean)
    }

    private const val CAPTURED = "captures the script class instance"
    private val IMPORTS = setOf("Import", "DependsOn", "Repository", "CompilerOptions")
    private val UNRESOLVED = Regex("^[Uu]nresolved reference '([^']+)'")
}
