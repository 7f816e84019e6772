package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.GraphDrawing
import io.kmigrate.cli.output.RevisionText
import io.kmigrate.cli.output.Strokes
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.graph.TargetRange
import io.kmigrate.history.History
import io.kmigrate.plan.Status
import io.kmigrate.revision.Revision

internal class HistoryCommand :
    Command(
        "history",
        "List the revisions, newest first. Needs no database unless a range or -i asks for one.",
        listOf(
            "migrate history" to "all revisions",
            "migrate history -i" to "mark what the database has: * current, pending, missing",
            "migrate history -r 8f2a:head" to "from 8f2a up to the head, both included",
            "migrate history -r -3:current" to "the last three applied revisions",
            "migrate history -r current+1:" to "the revisions above the current one",
            "migrate history -v" to "one paragraph for each revision",
            "migrate history --graph" to
                "draw branches and merges; dotted: dependsOn, hollow: a base",
        ),
    ) {
    private val range by
        option(
            "-r",
            "--range",
            metavar = "A:B",
            help = "Show only revisions from A to B; either may be left out.",
        )
    private val indicate by
        option(
                "-i",
                "--indicate-current",
                help = "Mark the current, the pending and the missing revisions.",
            )
            .flag()
    private val graph by option("--graph", help = "Draw parents and children as a graph.").flag()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        if (session.output.mode.json) {
            Conflict.refuse("--json", mapOf("--graph" to graph))
        }
        val wanted = range?.let(TargetRange::parse) ?: TargetRange.ALL
        val known =
            session.statusIfKnown(
                indicate || asksDatabase(wanted.from()) || asksDatabase(wanted.to())
            )
        val status = known ?: Status(session.migrator.graph(), History.EMPTY)
        val revisions = status.between(wanted).newestFirst()
        val shown = known.takeIf { indicate || session.output.mode.json }
        session.output.data({ session.revisionJson(shown).list(revisions) }) {
            val text = session.revisionText(shown)
            if (graph) {
                drawing(session, revisions, text)
            } else if (session.output.mode.verbose) text.details(revisions)
            else text.list(revisions)
        }
        return Outcome.DONE
    }

    private fun drawing(session: Session, shown: List<Revision>, text: RevisionText): String {
        val strokes = Strokes.of(session.surroundings)
        val drawing = GraphDrawing(session.migrator.graph(), strokes, session.output.paint)
        val drawn =
            if (session.output.mode.verbose) drawing.of(shown) { "${text.details(it)}\n" }
            else drawing.of(shown, text::line)
        if (drawing.lanesLeftOut > 0) {
            session.output.warn(RunMessages.lanesLeftOut(drawing.lanesLeftOut))
        }
        return drawn
    }

    private fun asksDatabase(side: Target?): Boolean =
        side != null && (side.isCurrent || side.isAnchoredAtCurrent)
}
