package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.options.required
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome
import io.kmigrate.run.Resolution

internal class ResolveCommand :
    Command(
        "resolve",
        "Say that a half-done revision was finished, or undone, by hand; runs nothing.",
        listOf(
            "migrate resolve cd0e --mark-applied -m \"added the index by hand\"" to
                "the database has all of it",
            "migrate resolve cd0e --mark-reverted -m \"dropped what was there\"" to
                "the database has nothing of it",
        ),
    ) {
    private val target by argument("rev", help = "The revision.")
    private val applied by
        option("--mark-applied", help = "The database has all that the revision does.").flag()
    private val reverted by
        option("--mark-reverted", help = "The database has nothing of what the revision does.")
            .flag()
    private val reason by
        option("-m", "--message", metavar = "text", help = "Why: kept in the history.").required()
    private val run by RunOptions()

    override fun settings(): Map<String, Setting> = run.settings()

    override fun execute(session: Session): Outcome {
        if (applied == reverted) {
            throw Conflict.usage(
                "resolve needs either --mark-applied or --mark-reverted",
                "look at the database first: it has all of the revision, or nothing",
            )
        }
        return RunOutput(session)
            .stamped(
                session.migrator.resolve(
                    target,
                    if (applied) Resolution.APPLIED else Resolution.NOT_APPLIED,
                    reason,
                )
            )
    }
}
