package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.history.History
import io.kmigrate.plan.Status

internal class ShowCommand :
    Command(
        "show",
        "Show the details of a revision; needs a database only for current.",
        listOf(
            "migrate show head" to "the newest revision",
            "migrate show cd0e" to "the revision whose id begins with cd0e",
            "migrate show current" to "the current revision of the database",
        ),
    ) {
    private val revision by
        argument("rev", help = "Revision: head, heads, current, an id, LABEL@head, -1 …").target()

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun execute(session: Session): Outcome {
        val target = Target.parse(revision)
        val known = session.statusIfKnown(target.isCurrent)
        val status = known ?: Status(session.migrator.graph(), History.EMPTY)
        // A walk down from several heads may come to one revision.
        val revisions = status.show(target).distinct()
        session.output.data({ session.revisionJson(known).list(revisions) }) {
            session.revisionText(known).details(revisions)
        }
        return Outcome.DONE
    }
}
