package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.ModelMessages
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.RepeatableStatusOutput
import io.kmigrate.failure.Outcome
import io.kmigrate.plan.HeadMove
import io.kmigrate.run.RepeatableStatus

internal class CheckCommand :
    Command(
        "check",
        "Check for missing scripts or several heads; exits with 3 if it finds any.",
        listOf(
            "migrate check" to "compare the scripts with the model; needs no database",
            "migrate check --against database" to "compare the database with the model",
            "migrate check --heads" to "look for unmerged branches; needs no database",
            "migrate check --backfills" to "look for pending revisions that wait for a backfill",
        ),
    ) {
    private val heads by
        option("--heads", help = "Exit with 3 if there is more than one head.").flag()
    private val backfills by
        option(
                "--backfills",
                help = "Exit with 3 if a pending revision waits for a backfill that is not done.",
            )
            .flag()
    private val against by againstOption(Against.HISTORY)

    private fun target() = Against(against ?: Against.HISTORY)

    override fun settings(): Map<String, Setting> = target().settings()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        if (heads) {
            Conflict.refuse(
                "--heads",
                mapOf("--against" to (against != null), "--backfills" to backfills),
            )
            return heads(session)
        }
        if (backfills) {
            Conflict.refuse("--backfills", mapOf("--against" to (against != null)))
            return GateOutput(session).print()
        }
        val objects = objects(session)
        val outcome = ComparisonOutput(session, target(), RepeatableStatusOutput(objects)).print()
        if (outcome != Outcome.DONE) {
            session.output.note(ModelMessages.differ(target().what))
        }
        if (objects.isEmpty) {
            return outcome
        }
        session.output.note(ModelMessages.objectsDiffer())
        return Outcome.DIFFERENT
    }

    /** A database can have other objects than `repeatable/` declares; the scripts cannot. */
    private fun objects(session: Session): RepeatableStatus =
        if (target().isDatabase) session.migrator.report(0).repeatables() else RepeatableStatus.NONE

    private fun heads(session: Session): Outcome {
        val found = session.migrator.graph().effectiveHeads().newestFirst()
        session.output.data({ mapOf("heads" to session.revisionJson(null).list(found)) }) {
            session.revisionText(null).list(found)
        }
        if (found.size <= 1) {
            return Outcome.DONE
        }
        session.output.note(hint(session, found.size))
        return Outcome.DIFFERENT
    }

    /** A database, if there is one, tells which head can move. */
    private fun hint(session: Session, count: Int): String {
        val status = session.statusIfThere() ?: return RunMessages.severalHeads(count)
        val graph = status.graph()
        val move = HeadMove.among(graph, graph.effectiveHeads(), status.applied()).orElse(null)
        return if (move == null) RunMessages.severalHeads(count)
        else {
            val file = move.first().path() ?: "its script"
            RunMessages.severalHeads(count, move.first().id(), move.onto().id(), file)
        }
    }
}
