package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kmigrate.history.LogEntry
import io.kmigrate.repeatable.DeclaredRepeatable

/** Objects that follow their text: what the scripts say, and what the history has of them. */
internal class RepeatableDetails(
    private val objects: List<DeclaredRepeatable>,
    private val log: List<LogEntry>,
) {
    fun json(): List<Map<String, Any?>> = objects.map { declared ->
        linkedMapOf(
            "object" to declared.`object`().key(),
            "file" to declared.location()?.file,
            "line" to declared.location()?.line,
            "databases" to declared.databases().sorted(),
            "environments" to declared.environments().sorted(),
            "needs" to declared.`object`().needs(),
            "text" to declared.`object`().text(),
            "history" to LogOutput(of(declared)).json(),
        )
    }

    fun text(paint: Paint): String = objects.joinToString("\n\n") { text(it, paint) }

    private fun text(declared: DeclaredRepeatable, paint: Paint): String {
        val rows =
            listOf(
                "object" to paint.name(VisibleText.line(declared.`object`().key())),
                "script" to (declared.location()?.toString() ?: declared.file()),
                "databases" to declared.databases().sorted().joinToString(", "),
                "environments" to declared.environments().sorted().joinToString(", "),
                "needs" to declared.`object`().needs().joinToString(", "),
            )
        val head =
            rows
                .filter { it.second.isNotEmpty() }
                .joinToString("\n") { (name, value) -> name.padEnd(WIDTH) + value }
        val history = of(declared)
        val told =
            if (history.isEmpty()) ""
            else "\nhistory\n" + LogOutput(history).text(paint, null).prependIndent("  ")
        return "$head$told\n\n" + VisibleText.lines(declared.`object`().text())
    }

    private fun of(declared: DeclaredRepeatable) = log.filter {
        it.revision() == declared.`object`().key()
    }

    private companion object {
        const val WIDTH = 14
    }
}
