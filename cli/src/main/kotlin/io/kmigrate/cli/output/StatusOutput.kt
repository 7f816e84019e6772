package io.kmigrate.cli.output

import io.kmigrate.plan.Status

/** What a database has and lacks: `{revisions, heads, pending}`. */
internal class StatusOutput(private val status: Status) {
    fun json(): Map<String, Any?> =
        linkedMapOf(
            "revisions" to status.current().ids(),
            "heads" to status.graph().heads().ids(),
            "pending" to status.pending().oldestFirst().map { it.id() },
        )

    fun text(database: String, paint: Paint): String {
        val pending = status.pending().oldestFirst()
        val current = status.current().newestFirst()
        val lines = mutableListOf("${paint.faint("database")}  $database")
        lines +=
            "${paint.faint("current")}   " +
                current.joinToString(", ") { it.label() }.ifEmpty { "nothing is applied" }
        lines +=
            "${paint.faint("pending")}   " +
                if (pending.isEmpty()) "nothing: up to date" else "${pending.size}"
        pending.mapTo(lines) { "  ↑ ${paint.name(it.id())}  ${it.message()}".trimEnd() }
        return lines.joinToString("\n")
    }
}
