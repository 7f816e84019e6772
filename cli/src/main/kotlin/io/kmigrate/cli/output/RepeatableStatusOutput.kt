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

    fun rows(): List<Pair<String, String>> {
        val lines =
            status.changed().map { "↻ ${VisibleText.line(it)}  new or changed" } +
                status.removed().map { "↻ ${VisibleText.line(it)}  removed" } +
                status.missing().map { "↻ ${VisibleText.line(it)}  dropped by a stopped run" }
        return lines.mapIndexed { place, line -> (if (place == 0) "objects" else "") to line }
    }
}
