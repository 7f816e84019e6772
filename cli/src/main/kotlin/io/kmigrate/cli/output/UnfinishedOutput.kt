package io.kmigrate.cli.output

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.failure.VisibleText
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Status
import io.kmigrate.plan.UnfinishedRevision

/** What a run began and did not finish. */
internal class UnfinishedOutput(private val status: Status) {
    /** `{unfinished}`. */
    fun json(): Map<String, Any?> =
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
                        "continuation" to it.continuation().name.lowercase().replace('_', '-'),
                        "fix" to it.fix().command(),
                    )
                }
        )

    /** A line each, and what to do with them; nothing when all runs ended. */
    fun text(paint: Paint): List<String> =
        rows(paint).map { (title, text) ->
            if (title.isEmpty()) "  $text" else "${paint.faint(title)}   $text"
        }

    /** The same, as titles and texts. */
    fun rows(paint: Paint): List<Pair<String, String>> =
        if (status.unfinished().isEmpty()) emptyList()
        else
            status
                .unfinished()
                .groupBy { it.fix().command() }
                .flatMap { (advice, revisions) ->
                    listOf("stopped" to RunMessages.stopped(advice)) +
                        revisions.map { "" to line(it, paint) }
                }

    private fun line(unfinished: UnfinishedRevision, paint: Paint): String {
        val arrow = if (unfinished.direction() == Direction.UP) "↑" else "↓"
        val count =
            RunMessages.operationsDone(
                unfinished.operationsDone(),
                unfinished.operations(),
                unfinished.isInFlight,
            )
        return "$arrow ${paint.name(VisibleText.line(unfinished.revision()))}  ${VisibleText.line(unfinished.message())}"
            .trimEnd() + "  ($count)"
    }
}
