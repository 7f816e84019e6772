package io.kmigrate.cli.output

import io.kmigrate.backfill.BackfillStatus
import io.kmigrate.cli.terminal.columns
import io.kmigrate.cli.terminal.padColumns
import io.kmigrate.failure.VisibleText
import io.kmigrate.history.LogEntry
import java.time.Instant
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.util.Locale

/** What was run on a database, newest first. */
internal class LogOutput(
    private val entries: List<LogEntry>,
    private val backfills: List<BackfillStatus> = emptyList(),
) {
    val isEmpty: Boolean = entries.isEmpty()

    fun json(): List<Map<String, Any?>> = entries.map { entry ->
        linkedMapOf(
            "revision" to entry.revision(),
            "direction" to entry.direction(),
            "message" to entry.message(),
            "outcome" to entry.outcome(),
            "operationsDone" to entry.operationsDone(),
            "started" to entry.started()?.toString(),
            "milliseconds" to entry.duration().toMillis(),
            "user" to entry.author().user(),
            "host" to entry.author().host(),
            "toolVersion" to entry.author().toolVersion(),
            "tag" to entry.tag(),
        ) +
            of(entry).let {
                if (it.isEmpty()) emptyMap() else mapOf("backfills" to BackfillOutput(it).json())
            }
    }

    /** They stand beside the newest entry of their revision that is about the same direction. */
    private fun of(entry: LogEntry): List<BackfillStatus> = backfills.filter { backfill ->
        entry ===
            entries.firstOrNull {
                it.revision() == backfill.revision() && it.direction() == direction(backfill)
            }
    }

    /** What takes back an upgrade that was not finished stands in the entry of that. */
    private fun direction(backfill: BackfillStatus): String =
        backfill.direction().let { if (it == "undo") "up" else it }

    private fun below(entry: LogEntry, paint: Paint): String =
        of(entry)
            .takeIf { it.isNotEmpty() }
            ?.let { found ->
                BackfillOutput(found).text(paint, withRevision = false).lines().joinToString("") {
                    "\n  backfill $it"
                }
            } ?: ""

    /**
     * A line an entry; two where the longest does not fit.
     *
     * @param room columns of a line; null for any number
     */
    fun text(paint: Paint, room: Int?): String {
        val heads =
            aligned(
                entries.map {
                    listOf(
                        moment(it.started()),
                        VisibleText.line(it.direction()),
                        paint.name(VisibleText.line(it.revision())),
                        outcome(it, paint),
                        VisibleText.line(it.message()),
                    )
                }
            )
        val authors = entries.map { paint.faint(author(it)) }
        val lines = aligned(heads.zip(authors) { head, author -> listOf(head, author) })
        val isOneLine = room == null || lines.all { it.columns <= room }
        val texts =
            if (isOneLine) lines
            else heads.zip(authors) { head, author -> "${head.trimEnd()}\n  $author" }
        return entries.zip(texts) { entry, text -> text + below(entry, paint) }.joinToString("\n")
    }

    private fun aligned(rows: List<List<String>>): List<String> {
        val widths =
            rows.firstOrNull().orEmpty().indices.map { column ->
                rows.maxOf { it[column].columns }
            }
        return rows.map { row ->
            row.zip(widths) { cell, width -> cell.padColumns(width) }.joinToString("  ").trimEnd()
        }
    }

    private fun author(entry: LogEntry): String {
        val author = entry.author()
        val parts =
            listOfNotNull(
                "by ${VisibleText.line(author.user())} on ${VisibleText.line(author.host())}",
                "kmigrate ${VisibleText.line(author.toolVersion())}",
                Progress.text(entry.duration()),
                entry.tag()?.let { "tag ${VisibleText.line(it)}" },
            )
        return parts.joinToString(", ")
    }

    private fun outcome(entry: LogEntry, paint: Paint): String {
        val text = entry.outcome()
        return when (text) {
            "done" -> paint.good(text)
            "reverted",
            "skipped" -> text
            "failed" -> paint.warning(text)
            else -> paint.warning("$text after ${entry.operationsDone()}")
        }
    }

    companion object {
        private val FORMAT: DateTimeFormatter =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)

        /** As people read it. */
        fun moment(instant: Instant?): String =
            instant?.let { FORMAT.format(it.atOffset(ZoneOffset.UTC)) } ?: "unknown"
    }
}
