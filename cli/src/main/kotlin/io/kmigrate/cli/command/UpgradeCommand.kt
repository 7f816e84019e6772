package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome

internal class UpgradeCommand :
    Command(
        "upgrade",
        "Apply what is missing on the way to the targets.",
        listOf(
            "migrate upgrade" to "everything, up to the one head",
            "migrate upgrade heads" to "every branch",
            "migrate upgrade +1" to "the next revision only",
            "migrate upgrade cd0e" to "up to the revision that begins so",
            "migrate upgrade --plan" to "what it would do, without doing it",
        ),
    ) {
    private val targets by
        argument("target", help = "head when none is given; +1, heads, an id, LABEL@head …")
            .target()
            .multiple()
    private val plan by
        option("--plan", help = "Show the operations that would run, and run nothing.").flag()
    private val lock by LockOptions()

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun settings(): Map<String, Setting> = lock.settings()

    override fun execute(session: Session): Outcome {
        val wanted = targets.toTypedArray()
        return if (plan) {
            RunOutput(session).planned(session.migrator.planUpgrade(*wanted))
        } else {
            RunOutput(session).done(session.migrator.upgrade(*wanted))
        }
    }
}
