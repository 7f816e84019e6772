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
                    fix(it, script.line(it.line).orEmpty(), compiled.kind),
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

    /** @param line the text of the line that the compiler names */
    private fun fix(error: CompilerMessage, line: String, kind: ScriptKind): String? {
        val message = error.text
        if (CAPTURED in message) {
            return CompilerMessages.fixForCapture()
        }
        if (message == CompilerMessages.TOO_LARGE) {
            return CompilerMessages.fixForLargeBlock()
        }
        val name = UNRESOLVED.find(message)?.groupValues?.get(1)
        if (name in IMPORTS) {
            return CompilerMessages.fixForImport()
        }
        return CompilerHints.of(message, line, name).takeIf { kind != ScriptKind.ENVIRONMENT }
            ?: name
                ?.let { ScriptWords.of(it, kind).firstOrNull() }
                ?.let(CompilerMessages::didYouMean)
    }

    private const val CAPTURED = "captures the script class instance"
    private val IMPORTS = setOf("Import", "DependsOn", "Repository", "CompilerOptions")
    private val UNRESOLVED = Regex("^[Uu]nresolved reference '([^']+)'")
}
