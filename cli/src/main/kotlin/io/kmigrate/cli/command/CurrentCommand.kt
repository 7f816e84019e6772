package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.LateOutput
import io.kmigrate.cli.output.UnfinishedOutput
import io.kmigrate.failure.Outcome
import io.kmigrate.plan.Status

internal class CurrentCommand :
    Command(
        "current",
        "Show the revisions that the database is at.",
        listOf(
            "migrate current" to "one line for each branch; none if nothing is applied",
            "migrate current --check-heads" to
                "exit with 3 if a revision is pending, 5 if one is missing: for deployments",
            "migrate current --json" to "with heads and pending revisions",
        ),
    ) {
    private val checkHeads by
        option(
                "--check-heads",
                help = "Exit with 3 if a revision is pending, with 5 if one is missing.",
            )
            .flag()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val status = session.status()
        val output = session.output
        if (output.mode.verbose) {
            output.note(RunMessages.database("${session.databaseUrl()}"))
        }
        val late = LateOutput(status.late())
        val isLate = !status.late().isEmpty
        output.data({ json(status) + if (isLate) late.json() else emptyMap() }) {
            val current = status.current().newestFirst()
            val text = session.revisionText(null)
            if (output.mode.verbose) text.details(current) else text.list(current)
        }
        (UnfinishedOutput(status).text(output.paint) + late.text(output.paint)).forEach(
            output::note
        )
        val pending = status.pending().size()
        if (status.history().isEmpty) {
            output.note(RunMessages.nothingApplied())
        }
        if (checkHeads && isLate) {
            return Outcome.EDITED
        }
        if (checkHeads && pending > 0) {
            output.note(pending(status))
            return Outcome.DIFFERENT
        }
        return Outcome.DONE
    }

    private fun pending(status: Status): String {
        val pending = status.pending().size()
        // Several heads are no target of a plain upgrade.
        val isOneHead = status.graph().effectiveHeads().size() == 1
        return if (status.unfinished().isEmpty())
            RunMessages.pending(pending, if (isOneHead) "" else " heads")
        else RunMessages.pendingBehindStopped(pending)
    }

    private fun json(status: Status): Map<String, Any?> =
        linkedMapOf(
            "revisions" to status.current().ids(),
            "heads" to status.graph().heads().ids(),
            "pending" to status.pending().oldestFirst().map { it.id() },
        )
}
