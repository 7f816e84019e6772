package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerMessage
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
                Problem(CODE, text, location(script, staged, it), fix(it.text, compiled.kind))
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
            return "declare inside the object what it uses: it cannot see the script's own values"
        }
        if (message == TOO_LARGE) {
            return "put parts of it into functions inside the block, fun part1() { … }, and call them there"
        }
        val name = UNRESOLVED.find(message)?.groupValues?.get(1) ?: return null
        if (name in IMPORTS) {
            return "put what scripts share into classes on the class path: scripts cannot import files"
        }
        return ScriptWords.of(name, kind).firstOrNull()?.let { "did you mean `$it`?" }
    }

    const val TOO_LARGE: String = "a block of this script is too large: Java's methods end at 64 kB"
    private const val CAPTURED = "captures the script class instance"
    private val IMPORTS = setOf("Import", "DependsOn", "Repository", "CompilerOptions")
    const val CODE: String = "script-error"
    private val UNRESOLVED = Regex("^[Uu]nresolved reference '([^']+)'")
}
