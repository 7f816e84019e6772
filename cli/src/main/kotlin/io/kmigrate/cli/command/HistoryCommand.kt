package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.graph.TargetRange
import io.kmigrate.history.History
import io.kmigrate.plan.Status
import java.util.Optional

internal class HistoryCommand :
    Command(
        "history",
        "List the revisions, newest first. Needs no database unless a range or -i asks for one.",
        listOf(
            "migrate history" to "all of them",
            "migrate history -i" to "with what the database has: * current, pending",
            "migrate history -r 8f2a:head" to "from a revision up to the head, both included",
            "migrate history -r -3:current" to "the last three that are applied",
            "migrate history -v" to "a paragraph each",
        ),
    ) {
    private val range by
        option("-r", "--range", metavar = "A:B", help = "Only from A to B; either may be left out.")
    private val indicate by
        option("-i", "--indicate-current", help = "Mark what the database has.").flag()

    override fun execute(session: Session): Outcome {
        val wanted = range?.let(TargetRange::parse) ?: TargetRange.ALL
        val known =
            session.statusIfKnown(
                indicate || asksDatabase(wanted.from()) || asksDatabase(wanted.to())
            )
        val status = known ?: Status(session.migrator.graph(), History.EMPTY)
        val revisions = status.range(wanted).newestFirst()
        val shown = known.takeIf { indicate || session.output.mode.json }
        session.output.data({ session.revisionJson(shown).list(revisions) }) {
            val text = session.revisionText(shown)
            if (session.output.mode.verbose) text.details(revisions) else text.list(revisions)
        }
        return Outcome.DONE
    }

    private fun asksDatabase(side: Optional<Target>): Boolean =
        side.map { it.isCurrent }.orElse(false)
}
