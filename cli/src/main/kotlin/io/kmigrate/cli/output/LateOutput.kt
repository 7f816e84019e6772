package io.kmigrate.cli.output

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.failure.VisibleText
import io.kmigrate.plan.LateRevisions

/** What scripts put beneath applied revisions, and what they put elsewhere. */
internal class LateOutput(private val late: LateRevisions) {
    private val missing = late.missing().oldestFirst()
    private val unexplained = late.unexplained()

    /** `{missing, moved}`. */
    fun json(): Map<String, Any?> =
        mapOf(
            "missing" to missing.map { it.id() },
            "moved" to
                late.moved().map {
                    linkedMapOf(
                        "revision" to it.revision().id(),
                        "appliedOn" to it.parents(),
                        "downRevisions" to it.revision().parents(),
                    )
                },
        )

    /** A line each, and what to do with them; nothing when nothing came late. */
    fun text(paint: Paint): List<String> =
        rows(paint).map { (title, text) ->
            if (title.isEmpty()) "  $text" else paint.faint(title.padEnd(TITLE)) + text
        }

    /** The same, as titles and texts. */
    fun rows(paint: Paint): List<Pair<String, String>> = missingRows(paint) + movedRows(paint)

    private fun missingRows(paint: Paint): List<Pair<String, String>> =
        if (missing.isEmpty()) emptyList()
        else
            listOf("missing" to RunMessages.missing(missing.size)) +
                missing.map {
                    "" to "! ${paint.name(it.id())}  ${VisibleText.line(it.message())}".trimEnd()
                }

    private fun movedRows(paint: Paint): List<Pair<String, String>> =
        if (unexplained.isEmpty()) emptyList()
        else
            listOf("moved" to RunMessages.moved(unexplained.size)) +
                unexplained.map {
                    val line =
                        "! ${paint.name(it.revision().id())}  ${VisibleText.line(it.revision().message())}"
                    "" to line.trimEnd() + "  (${RunMessages.appliedOn(it.parents())})"
                }

    private companion object {
        const val TITLE = 10
    }
}
