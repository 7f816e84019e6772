package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.history.History
import io.kmigrate.plan.Status

internal class ShowCommand :
    Command(
        "show",
        "Show what a revision's script says about it. Needs no database, except for current.",
        listOf(
            "migrate show head" to "the newest revision",
            "migrate show cd0e" to "the one that begins so",
            "migrate show current" to "what the database is at",
        ),
    ) {
    private val revision by
        argument("rev", help = "head, heads, current, an id, LABEL@head, -1 …").target()

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
