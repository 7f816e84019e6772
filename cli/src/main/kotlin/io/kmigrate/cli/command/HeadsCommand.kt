package io.kmigrate.cli.command

import io.kmigrate.failure.Outcome

internal class HeadsCommand :
    Command(
        "heads",
        "Show the newest revision of each branch. Needs no database.",
        listOf(
            "migrate heads" to "one line a head; several mean that branches wait to be merged",
            "migrate heads -v" to "a paragraph each",
        ),
    ) {
    override fun execute(session: Session): Outcome {
        val revisions = session.migrator.graph().heads().newestFirst()
        val known = session.statusIfKnown(wanted = false)
        session.output.data({ session.revisionJson(known).list(revisions) }) {
            val text = session.revisionText(null)
            if (session.output.mode.verbose) text.details(revisions) else text.list(revisions)
        }
        return Outcome.DONE
    }
}
