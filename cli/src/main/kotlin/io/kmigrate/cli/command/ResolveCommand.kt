package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.options.required
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.failure.Outcome
import io.kmigrate.run.Resolution

internal class ResolveCommand :
    Command(
        "resolve",
        "Mark an unfinished revision as applied or reverted by hand; runs nothing.",
        listOf(
            "migrate resolve cd0e --mark-applied -m \"added the index by hand\"" to
                "the database has all of the revision",
            "migrate resolve cd0e --mark-reverted -m \"dropped what was there\"" to
                "the database has none of the revision",
        ),
    ) {
    private val target by argument("rev", help = "Unfinished revision.")
    private val applied by
        option("--mark-applied", help = "Mark it as applied: the database has all of it.").flag()
    private val reverted by
        option("--mark-reverted", help = "Mark it as reverted: the database has none of it.").flag()
    private val reason by
        option("-m", "--message", metavar = "text", help = "Reason, stored in the history.")
            .required()
    private val run by RunOptions()

    override fun settings(): Map<String, Setting> = run.settings()

    override fun execute(session: Session): Outcome {
        if (applied == reverted) {
            throw UsageMessages.resolution().exception()
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
