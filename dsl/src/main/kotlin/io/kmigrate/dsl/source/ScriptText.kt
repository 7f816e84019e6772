package io.kmigrate.dsl.source

import io.kmigrate.diff.Change
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.Revision

/** A script's text: its header, and what it does when that is known. */
internal object ScriptText {
    /** A script that does what [content] says; nothing yet without one. */
    fun of(revision: Revision, content: ScriptContent? = null): String =
        header(revision) +
            "\n" +
            if (content == null) toFillIn(revision)
            else block("upgrade", upgrade(content)) + "\n" + block("downgrade", downgrade(content))

    private fun header(revision: Revision): String = buildString {
        appendLine("revision = ${literal(revision.id())}")
        when (revision.parents().size) {
            0 -> Unit
            1 -> appendLine("downRevision = ${literal(revision.parents().single())}")
            else -> appendLine("downRevisions(${literals(revision.parents())})")
        }
        if (revision.message().isNotEmpty()) {
            appendLine("message = ${literal(revision.message())}")
        }
        if (revision.branchLabels().isNotEmpty()) {
            appendLine("branchLabels(${literals(revision.branchLabels())})")
        }
        if (revision.dependsOn().isNotEmpty()) {
            appendLine("dependsOn(${literals(revision.dependsOn())})")
        }
    }

    private fun toFillIn(revision: Revision): String = buildString {
        appendLine("upgrade {")
        appendLine("}")
        if (revision.parents().size < 2) {
            // An empty block would be a downgrade that undoes nothing.
            appendLine()
            appendLine(
                "// Undone by the inverse, where every operation has one; otherwise write downgrade { }"
            )
            appendLine("// or say irreversible(\"why\").")
        }
    }

    private fun block(word: String, lines: List<String>): String =
        if (lines.isEmpty()) "$word {}\n"
        else (listOf("$word {") + lines + "}").joinToString("\n", postfix = "\n")

    private fun upgrade(content: ScriptContent): List<String> =
        content.up.flatMap { change ->
            comment(change) + calls(listOf(change.operation()))
        }

    private fun downgrade(content: ScriptContent): List<String> =
        content.lasting.flatMap {
            CallLayout.comment(
                "${OperationDescription.of(it).headline()} stays: nothing undoes it."
            )
        } + calls(content.down)

    private fun comment(change: Change): List<String> =
        change
            .danger()
            ?.let { CallLayout.comment("${it.replaceFirstChar(Char::uppercase)}.") }
            .orEmpty()

    private fun calls(operations: List<Operation>): List<String> =
        OperationText.of(operations).flatMap { CallLayout.of(it) }
}
