package io.kmigrate.cli.output

import io.kmigrate.history.LogEntry
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.util.Locale

/** What was run on a database, newest first. */
internal class LogOutput(private val entries: List<LogEntry>) {
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
        )
    }

    fun text(paint: Paint): String {
        val ids = entries.maxOfOrNull { it.revision().length } ?: 0
        return entries.joinToString("\n") { entry ->
            val author = entry.author()
            val head =
                "${moment(entry)}  ${entry.direction().padEnd(DIRECTION)}  " +
                    "${paint.name(entry.revision().padEnd(ids))}  ${outcome(entry, paint)}  " +
                    entry.message()
            val more =
                listOfNotNull(
                    "by ${author.user()} on ${author.host()}",
                    "kmigrate ${author.toolVersion()}",
                    Progress.text(entry.duration()),
                    entry.tag()?.let { "tag $it" },
                )
            head.trimEnd() + "\n" + paint.faint("  " + more.joinToString(", "))
        }
    }

    private fun outcome(entry: LogEntry, paint: Paint): String {
        val text = entry.outcome()
        return when (text) {
            "done" -> paint.good(text)
            "reverted" -> text
            "failed" -> paint.warning(text)
            else -> paint.warning("$text after ${entry.operationsDone()}")
        }
    }

    private fun moment(entry: LogEntry): String =
        entry.started()?.let { FORMAT.format(it.atOffset(ZoneOffset.UTC)) } ?: "unknown"

    private companion object {
        const val DIRECTION = 7

        val FORMAT: DateTimeFormatter =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
    }
}
