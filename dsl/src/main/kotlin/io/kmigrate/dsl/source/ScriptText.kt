package io.kmigrate.dsl.source

import io.kmigrate.revision.Revision

/** A script that says what its header says and does nothing yet. */
internal object ScriptText {
    fun of(revision: Revision): String = buildString {
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
        appendLine()
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
}
