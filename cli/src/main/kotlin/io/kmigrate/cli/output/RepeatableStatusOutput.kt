package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kmigrate.run.RepeatableStatus

/** Scripts of objects that the next upgrade looks at. */
internal class RepeatableStatusOutput(private val status: RepeatableStatus) {
    fun json(): Map<String, Any?> =
        if (status.isEmpty) emptyMap()
        else
            mapOf(
                "repeatables" to
                    linkedMapOf(
                        "changed" to status.changed(),
                        "removed" to status.removed(),
                        "missing" to status.missing(),
                    )
            )

    val isEmpty: Boolean = status.isEmpty

    fun rows(): List<Pair<String, String>> =
        lines().mapIndexed { place, line -> (if (place == 0) "objects" else "") to line }

    /** A line an object or script. */
    fun lines(): List<String> =
        status.changed().map { "↻ ${VisibleText.line(it)}  new or changed" } +
            status.removed().map { "↻ ${VisibleText.line(it)}  removed" } +
            status.missing().map { "↻ ${VisibleText.line(it)}  missing in the database" }
}
