package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.convert
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.cli.output.LogOutput
import io.kmigrate.failure.Outcome

internal class LogCommand :
    Command(
        "log",
        "Show the steps that were run on the database, with time, user, host and result.",
        listOf(
            "migrate log" to "the last 20 steps, newest first",
            "migrate log --limit 0" to "all steps",
            "migrate log --json" to "with host, version and operations",
        ),
    ) {
    private val limit by
        option("--limit", metavar = "N", help = "Number of steps; 0 for all. Default: 20.")
            .convert { text ->
                text.toIntOrNull()?.takeIf { it >= 0 } ?: fail(UsageMessages.notACount(text))
            }
            .default(DEFAULT_LIMIT)

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val entries = session.migrator.log(limit)
        val backfills = if (entries.isEmpty()) listOf() else session.migrator.backfills().list()
        val log = LogOutput(entries, backfills)
        val output = session.output
        if (log.isEmpty) {
            output.note(RunMessages.nothingRun())
        }
        output.data(log::json) { log.text(output.paint, output.columns) }
        return Outcome.DONE
    }

    private companion object {
        const val DEFAULT_LIMIT = 20
    }
}
