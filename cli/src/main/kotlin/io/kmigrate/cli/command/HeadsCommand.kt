package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.failure.Outcome

internal class HeadsCommand :
    Command(
        "heads",
        "Show the newest revision of each branch; needs no database.",
        listOf(
            "migrate heads" to "one line for each head; several need a merge",
            "migrate heads -v" to "one paragraph for each head",
            "migrate heads --resolve-dependencies" to
                "the version rows of a database that is up to date",
        ),
    ) {
    private val effective by
        option("--resolve-dependencies", help = "Leave out heads that other revisions depend on.")
            .flag()

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
