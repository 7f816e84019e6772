package io.kmigrate.cli.output

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Status
import io.kmigrate.plan.UnfinishedRevision
import io.kmigrate.revision.Revision

/**
 * What a database has and lacks.
 *
 * @property edited the applied revisions whose scripts do something else now
 */
internal class StatusOutput(
    private val status: Status,
    private val edited: List<Revision> = emptyList(),
) {
    /** `{revisions, heads, pending}`. */
    fun json(): Map<String, Any?> =
        linkedMapOf(
            "revisions" to status.current().ids(),
            "heads" to status.graph().heads().ids(),
            "pending" to status.pending().oldestFirst().map { it.id() },
        )

    /**
     * `{missing, moved}`: what scripts put beneath applied revisions, and what they put elsewhere.
     */
    fun lateJson(): Map<String, Any?> =
        mapOf(
            "missing" to status.missing().oldestFirst().map { it.id() },
            "moved" to
                status.late().moved().map {
                    linkedMapOf(
                        "revision" to it.revision().id(),
                        "appliedOn" to it.parents(),
                        "downRevisions" to it.revision().parents(),
                    )
                },
        )

    /** A line each, and what to do with them; nothing when nothing came late. */
    fun lateText(paint: Paint): List<String> {
        val missing = status.missing().oldestFirst()
        val moved = status.late().unexplained()
        val lines = mutableListOf<String>()
        if (missing.isNotEmpty()) {
            lines += "${paint.faint("missing")}   ${RunMessages.missing(missing.size)}"
            missing.mapTo(lines) { "  ! ${paint.name(it.id())}  ${it.message()}".trimEnd() }
        }
        if (moved.isNotEmpty()) {
            lines += "${paint.faint("moved")}     ${RunMessages.moved(moved.size)}"
            moved.mapTo(lines) {
                "  ! ${paint.name(it.revision().id())}  ${it.revision().message()}".trimEnd() +
                    "  (${RunMessages.appliedOn(it.parents())})"
            }
        }
        return lines
    }

    /** `{edited}`: what was applied otherwise than its script is now. */
    fun editedJson(): Map<String, Any?> = mapOf("edited" to edited.map { it.id() })

    private fun editedText(paint: Paint): List<String> =
        if (edited.isEmpty()) emptyList()
        else
            listOf("${paint.faint("edited")}    ${RunMessages.edited(edited.size)}") +
                edited.map { "  ! ${paint.name(it.id())}  ${it.message()}".trimEnd() }

    /** `{unfinished}`: what a run began and did not finish. */
    fun unfinishedJson(): Map<String, Any?> =
        mapOf(
            "unfinished" to
                status.unfinished().map {
                    linkedMapOf(
                        "revision" to it.revision(),
                        "direction" to it.direction().name.lowercase(),
                        "message" to it.message(),
                        "operations" to it.operations(),
                        "operationsDone" to it.operationsDone(),
                        "inFlight" to it.isInFlight,
                    )
                }
        )

    /** A line each, and what to do with them; nothing when all runs ended. */
    fun unfinishedText(paint: Paint): List<String> =
        if (status.unfinished().isEmpty()) emptyList()
        else
            listOf("${paint.faint("stopped")}   ${RunMessages.stopped()}") +
                status.unfinished().map { "  ${line(it, paint)}" }

    private fun line(unfinished: UnfinishedRevision, paint: Paint): String {
        val arrow = if (unfinished.direction() == Direction.UP) "↑" else "↓"
        val count =
            RunMessages.operationsDone(
                unfinished.operationsDone(),
                unfinished.operations(),
                unfinished.isInFlight,
            )
        return "$arrow ${paint.name(unfinished.revision())}  ${unfinished.message()}".trimEnd() +
            "  ($count)"
    }

    fun text(database: String, paint: Paint): String {
        val pending = status.pending().oldestFirst()
        val current = status.current().newestFirst()
        val lines = mutableListOf("${paint.faint("database")}  $database")
        lines +=
            "${paint.faint("current")}   " +
                current.joinToString(", ") { it.label() }.ifEmpty { "nothing is applied" }
        lines += unfinishedText(paint)
        lines += lateText(paint)
        lines += editedText(paint)
        lines += "${paint.faint("pending")}   " + pendingWord(pending.size)
        pending.mapTo(lines) { "  ↑ ${paint.name(it.id())}  ${it.message()}".trimEnd() }
        return lines.joinToString("\n")
    }

    private fun pendingWord(count: Int): String =
        when {
            count > 0 -> "$count"
            status.late().isEmpty -> "nothing: up to date"
            else -> "nothing else"
        }
}
