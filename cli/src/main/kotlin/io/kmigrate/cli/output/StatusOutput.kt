package io.kmigrate.cli.output

import io.kmigrate.cli.message.BackfillMessages
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.terminal.columns
import io.kmigrate.cli.terminal.padColumns
import io.kmigrate.execution.BackfillGate
import io.kmigrate.failure.VisibleText
import io.kmigrate.revision.Revision
import io.kmigrate.run.DatabaseReport

/** What a database has and lacks. */
internal class StatusOutput(
    private val report: DatabaseReport,
    private val gates: List<BackfillGate> = emptyList(),
) {
    private val status = report.status()
    private val ran = status.applied().newestFirst().filter { it.id() !in status.skipped() }
    private val skipped = status.applied().newestFirst().filter { it.id() in status.skipped() }
    private val newest = ran.take(SHOWN)
    private val unfinished = UnfinishedOutput(status)
    private val late = LateOutput(status.late())
    private val repeatables = RepeatableStatusOutput(report.repeatables())
    private val backfills = BackfillOutput(report.backfills())

    fun json(): Map<String, Any?> =
        linkedMapOf(
            "revisions" to status.current().ids(),
            "heads" to status.graph().heads().ids(),
            "newest" to
                newest.map {
                    linkedMapOf(
                        "revision" to it.id(),
                        "message" to it.message(),
                        "applied" to report.appliedAt(it).orElse(null)?.toString(),
                    )
                },
            "edited" to report.edited().map { it.id() },
            "pending" to status.pending().oldestFirst().map { it.id() },
            "otherTables" to report.otherTables().map { it.toString() },
            "backfills" to backfills.json(),
        ) + waiting() + unfinished.json() + late.json() + skippedJson() + repeatables.json()

    private fun skippedJson(): Map<String, Any?> =
        if (skipped.isEmpty()) emptyMap() else mapOf("skipped" to skipped.map { it.id() })

    private fun waiting(): Map<String, Any?> =
        if (gates.isEmpty()) emptyMap()
        else
            mapOf(
                "waiting" to
                    gates.map {
                        linkedMapOf(
                            "revision" to it.step().revision().id(),
                            "backfill" to it.backfill(),
                        )
                    }
            )

    /** What a pending revision waits for. */
    private fun waits(revision: Revision): String {
        val names = gates.filter { it.step().revision() == revision }.map { it.backfill() }
        return if (names.isEmpty()) ""
        else "  (${BackfillMessages.waitsFor(names.map(VisibleText::line))})"
    }

    fun text(database: String, paint: Paint): String {
        val pending = status.pending().oldestFirst()
        val rows = mutableListOf("database" to database)
        rows += "current" to labels(status.current().newestFirst()).ifEmpty { "nothing is applied" }
        rows += applied(paint)
        if (skipped.isNotEmpty()) {
            rows += "skipped" to labels(skipped)
        }
        rows += "heads" to labels(status.graph().heads().newestFirst()).ifEmpty { "none" }
        if (report.edited().isNotEmpty()) {
            rows += "edited" to RunMessages.edited(labels(report.edited()))
        }
        rows += unfinished.rows(paint)
        rows += late.rows(paint)
        if (report.backfills().isNotEmpty()) {
            rows +=
                backfills.text(paint).lines().mapIndexed { place, line ->
                    (if (place == 0) "backfills" else "") to line
                }
        }
        rows += repeatables.rows()
        rows += "pending" to pendingWord(pending.size)
        val width = pending.maxOfOrNull { it.id().columns } ?: 0
        pending.mapTo(rows) {
            "" to
                ("↑ ${paint.name(it.id()).padColumns(width)}  ${VisibleText.line(it.message())}"
                    .trimEnd() + waits(it))
        }
        return rows.joinToString("\n") { (title, text) -> title(title, paint) + text }
    }

    private fun pendingWord(count: Int): String =
        when {
            count > 0 -> "$count"
            !report.repeatables().isEmpty -> "no revision"
            status.late().isEmpty -> "nothing: up to date"
            else -> "nothing else"
        }

    private fun title(title: String, paint: Paint) =
        if (title.isEmpty()) "  " else paint.faint(title.padEnd(TITLE))

    /** How many are applied, and the last of them. */
    private fun applied(paint: Paint): List<Pair<String, String>> {
        if (newest.isEmpty()) {
            return listOf()
        }
        val count = ran.size
        val width = newest.maxOf { it.id().columns }
        return listOf("applied" to if (count > SHOWN) "$count, the newest:" else "$count") +
            newest.map {
                val moment = LogOutput.moment(report.appliedAt(it).orElse(null)).padEnd(MOMENT)
                "" to
                    "$moment  ${paint.name(it.id()).padColumns(width)}  ${VisibleText.line(it.message())}"
                        .trimEnd()
            }
    }

    private fun labels(revisions: List<Revision>): String =
        revisions.joinToString(", ") { it.label() }

    private companion object {
        const val SHOWN = 5
        const val TITLE = 10
        const val MOMENT = 23
    }
}
