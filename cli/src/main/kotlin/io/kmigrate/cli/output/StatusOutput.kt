package io.kmigrate.cli.output

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Status
import io.kmigrate.plan.UnfinishedRevision

/** What a database has and lacks. */
internal class StatusOutput(private val status: Status) {
    /** `{revisions, heads, pending}`. */
    fun json(): Map<String, Any?> =
        linkedMapOf(
            "revisions" to status.current().ids(),
            "heads" to status.graph().heads().ids(),
            "pending" to status.pending().oldestFirst().map { it.id() },
        )

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
        lines +=
            "${paint.faint("pending")}   " +
                if (pending.isEmpty()) "nothing: up to date" else "${pending.size}"
        pending.mapTo(lines) { "  ↑ ${paint.name(it.id())}  ${it.message()}".trimEnd() }
        return lines.joinToString("\n")
    }
}
