package io.kmigrate.cli.output

import io.kmigrate.cli.terminal.Wrapping
import io.kmigrate.cli.terminal.columns
import io.kmigrate.cli.terminal.padColumns
import io.kmigrate.failure.VisibleText
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.plan.Status
import io.kmigrate.revision.Revision

/**
 * Revisions for people: one line each, or a paragraph each.
 *
 * @param status what to mark as current, pending and missing; null when no database was asked
 * @param columns to wrap paragraphs to; null for lines as they come
 */
internal class RevisionText(
    private val graph: RevisionGraph,
    private val paint: Paint,
    status: Status? = null,
    columns: Int? = null,
) {
    private val wrapping = columns?.let(::Wrapping)
    private val current = status?.current()
    private val applied = status?.applied()
    private val missing = status?.missing()
    private val skipped = status?.skipped().orEmpty()
    private val heads = graph.heads()
    private val effectiveHeads = graph.effectiveHeads()
    private val branchPoints = graph.branchPoints()

    /** One line a revision, in columns: mark, id, message, what it is in the graph. */
    fun list(revisions: List<Revision>): String {
        val width = revisions.maxOfOrNull { it.id().columns } ?: 0
        return revisions.joinToString("\n") { line(it, width) }
    }

    /** One line, for a revision that stands alone. */
    fun line(revision: Revision): String = line(revision, 0)

    private fun line(revision: Revision, width: Int): String {
        val parts = mutableListOf(paint.name(revision.id()).padColumns(width))
        if (revision.message().isNotEmpty()) {
            parts += VisibleText.line(revision.message())
        }
        val notes = notes(revision)
        if (notes.isNotEmpty()) {
            parts += paint.faint("($notes)")
        }
        return mark(revision) + parts.joinToString("  ").trimEnd()
    }

    private fun mark(revision: Revision): String =
        when {
            applied == null -> ""
            current != null && current.contains(revision) -> paint.good("* ")
            else -> "  "
        }

    private fun notes(revision: Revision): String {
        val notes = ArrayList<String>()
        if (heads.contains(revision)) {
            notes +=
                if (effectiveHeads.contains(revision)) "head"
                else "head, another revision depends on it"
        }
        if (current != null && current.contains(revision)) notes += "current"
        if (revision.id() in skipped) notes += "skipped"
        if (isMissing(revision)) notes += "missing"
        else if (applied != null && !applied.contains(revision)) notes += "pending"
        if (revision.parents().size > 1) notes += "merges ${some(revision.parents())}"
        if (branchPoints.contains(revision)) notes += "branch point"
        if (revision.branchLabels().isNotEmpty())
            notes += "label ${revision.branchLabels().joinToString(", ")}"
        return notes.joinToString("; ")
    }

    /** A paragraph a revision, with everything its header says. */
    fun details(revisions: List<Revision>): String = revisions.joinToString("\n\n") { details(it) }

    /** A paragraph. */
    fun details(revision: Revision): String {
        val fields =
            listOf(
                "revision" to paint.name(revision.id()) + marks(revision),
                "message" to VisibleText.bounded(revision.message().trim(), LONGEST_MESSAGE),
                "parents" to labels(revision.parents()).ifEmpty { "none: a base" },
                "depends on" to labels(revision.dependsOn()),
                "children" to labels(graph.children(revision).map { it.id() }),
                "branches" to graph.branchLabels(revision).joinToString(", "),
                "applied" to appliedWord(revision),
                "path" to VisibleText.line(revision.path().orEmpty()),
            )
        return fields
            .filter { it.second.isNotEmpty() }
            .joinToString("\n") { (name, value) ->
                paint.faint(name.padEnd(FIELD_WIDTH)) + if (name == "path") value else field(value)
            }
    }

    /** A path stays in one line, as people copy it. */
    private fun field(value: String): String =
        value.split('\n').joinToString("\n" + " ".repeat(FIELD_WIDTH)) { line ->
            wrapping?.wrap(line, FIELD_WIDTH, FIELD_WIDTH) ?: line
        }

    private fun isMissing(revision: Revision) = missing != null && missing.contains(revision)

    private fun appliedWord(revision: Revision): String =
        when {
            applied == null -> ""
            revision.id() in skipped -> "no: skipped, as it is for other environments"
            applied.contains(revision) -> "yes"
            isMissing(revision) -> "no: missing, though revisions above it are applied"
            else -> "no"
        }

    private fun marks(revision: Revision): String {
        val marks =
            listOfNotNull(
                "head".takeIf { heads.contains(revision) },
                "current".takeIf { current != null && current.contains(revision) },
                "branch point".takeIf { branchPoints.contains(revision) },
            )
        return if (marks.isEmpty()) "" else paint.faint(" (${marks.joinToString(", ")})")
    }

    private fun labels(ids: List<String>): String =
        ids.joinToString(", ") { id -> graph.find(id).map { it.label() }.orElse(id) }

    /** As many as a person reads in a line; [details] names all. */
    private fun some(ids: List<String>): String {
        val more = ids.size - MOST_NAMES
        return if (more <= 1) ids.joinToString(", ")
        else "${ids.take(MOST_NAMES).joinToString(", ")} and %,d more".format(more)
    }

    private companion object {
        const val FIELD_WIDTH = 12
        const val MOST_NAMES = 20
        const val LONGEST_MESSAGE = 10_000
    }
}
