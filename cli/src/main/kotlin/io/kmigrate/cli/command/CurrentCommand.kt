package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.output.StatusOutput
import io.kmigrate.failure.Outcome

internal class CurrentCommand :
    Command(
        "current",
        "Show which revisions the database is at.",
        listOf(
            "migrate current" to "one line a branch; none when nothing is applied",
            "migrate current --check-heads" to
                "exit with 3 when a revision is pending: for deployments",
            "migrate current --json" to "with heads and what is pending",
        ),
    ) {
    private val checkHeads by
        option("--check-heads", help = "Exit with 3 unless everything is applied.").flag()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val status = session.status()
        val output = session.output
        if (output.mode.verbose) {
            output.note("database ${session.databaseUrl()}")
        }
        output.data(StatusOutput(status)::json) {
            val current = status.current().newestFirst()
            val text = session.revisionText(null)
            if (output.mode.verbose) text.details(current) else text.list(current)
        }
        StatusOutput(status).unfinishedText(output.paint).forEach(output::note)
        val pending = status.pending().size()
        if (status.history().isEmpty) {
            output.note("No revision is applied.")
        }
        if (checkHeads && pending > 0) {
            output.note(
                "$pending ${if (pending == 1) "revision is" else "revisions are"} pending: run `upgrade`."
            )
            return Outcome.DIFFERENT
        }
        return Outcome.DONE
    }
}
