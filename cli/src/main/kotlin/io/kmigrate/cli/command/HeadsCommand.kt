package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.failure.Outcome

internal class HeadsCommand :
    Command(
        "heads",
        "Show the newest revision of each branch. Needs no database.",
        listOf(
            "migrate heads" to "one line a head; several mean that branches wait to be merged",
            "migrate heads -v" to "a paragraph each",
            "migrate heads --resolve-dependencies" to "the rows of a database that has everything",
        ),
    ) {
    private val effective by
        option("--resolve-dependencies", help = "Leave out heads that others depend on.").flag()

    override fun execute(session: Session): Outcome {
        val graph = session.migrator.graph()
        val revisions = (if (effective) graph.effectiveHeads() else graph.heads()).newestFirst()
        val known = session.statusIfKnown(wanted = false)
        session.output.data({ session.revisionJson(known).list(revisions) }) {
            val text = session.revisionText(null)
            if (session.output.mode.verbose) text.details(revisions) else text.list(revisions)
        }
        return Outcome.DONE
    }
}
