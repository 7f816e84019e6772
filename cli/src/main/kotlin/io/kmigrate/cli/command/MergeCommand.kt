package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.plan.Placement

internal class MergeCommand :
    Command(
        "merge",
        "Write a new script that joins branches; needs no database.",
        listOf(
            "migrate merge heads -m \"merge billing and exams\"" to "all heads",
            "migrate merge 90ce 4f7d -m \"merge\"" to "two heads",
        ),
    ) {
    private val revisions by
        argument("rev", help = "Revisions to join: heads, or ids and labels.")
            .target()
            .multiple(required = true)
    private val message by
        option("-m", "--message", metavar = "TEXT", help = "Describe the merge in a few words.")
            .default("")
    private val splice by option("--splice", help = "Allow revisions that are not heads.").flag()
    private val names by NewRevisionOptions()

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun execute(session: Session): Outcome {
        val placement =
            Placement.joining(session.migrator.graph(), revisions.map(Target::parse), splice)
        return RevisionOutput(session)
            .write(NewRevision(message, placement, names.id, names.branchLabels, null))
    }
}
