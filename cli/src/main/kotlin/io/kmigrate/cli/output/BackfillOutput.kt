package io.kmigrate.cli.output

import io.kmigrate.backfill.BackfillState
import io.kmigrate.backfill.BackfillStatus
import io.kmigrate.cli.message.BackfillMessages
import io.kmigrate.cli.terminal.columns
import io.kmigrate.cli.terminal.padColumns
import io.kmigrate.failure.VisibleText

/** How backfills stand, a line each. */
internal class BackfillOutput(private val backfills: List<BackfillStatus>) {
    fun json(): List<Map<String, Any?>> = backfills.map {
        linkedMapOf(
            "name" to it.name(),
            "revision" to it.revision(),
            "direction" to it.direction(),
            "state" to it.state().text(),
            "background" to it.isBackground,
            "rows" to it.rows(),
            "changed" to it.changed(),
            "failed" to it.skipped(),
            "expected" to it.expected(),
            "milliseconds" to it.time().toMillis(),
            "note" to it.note().ifEmpty { null },
        )
    }

    /** @param withRevision false where the text stands beside its revision */
    fun text(paint: Paint, withRevision: Boolean = true): String {
        val rows = backfills.map {
            listOfNotNull(
                VisibleText.line(it.name()),
                paint.name(VisibleText.line(it.revision())).takeIf { withRevision },
                state(it, paint),
                done(it),
            )
        }
        val widths =
            List(rows.firstOrNull()?.size ?: 0) { place ->
                rows.maxOfOrNull { it[place].columns } ?: 0
            }
        return rows.joinToString("\n") { row ->
            row.zip(widths) { cell, width -> cell.padColumns(width) }.joinToString("  ").trimEnd()
        }
    }

    private fun state(status: BackfillStatus, paint: Paint): String {
        val direction = if (status.direction() == "down") BackfillMessages.ofDowngrade() else ""
        val text =
            listOf(status.state().text(), direction, VisibleText.line(status.note()))
                .filter(String::isNotEmpty)
                .joinToString(" ")
        return when (status.state()) {
            BackfillState.DONE -> paint.good(text)
            BackfillState.FAILED,
            BackfillState.INTERRUPTED,
            BackfillState.PAUSED -> paint.warning(text)
            else -> text
        }
    }

    private fun done(status: BackfillStatus): String =
        listOfNotNull(
                BackfillMessages.rows(
                    status.rows(),
                    status.expected().takeIf { status.state() != BackfillState.DONE },
                ),
                BackfillMessages.changed(status.changed()),
                status.skipped().takeIf { it > 0 }?.let(BackfillMessages::failed),
                Progress.text(status.time()),
            )
            .joinToString(", ")
}
