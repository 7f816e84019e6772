package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.failure.Outcome

internal class ResumeCommand :
    Command(
        "resume",
        "Continue a revision that an earlier run left unfinished; applies no other.",
        listOf(
            "migrate resume" to "continue where the run stopped",
            "migrate resume --skip" to "the interrupted operation is done: continue after it",
            "migrate resume --retry" to "the interrupted operation is not done: run it again",
        ),
    ) {
    private val skip by option("--skip", help = "Treat the interrupted operation as done.").flag()
    private val retry by option("--retry", help = "Run the interrupted operation again.").flag()
    private val online by OnlineOptions()
    private val run by RunOptions()

    override fun settings(): Map<String, Setting> = run.settings() + online.settings()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        if (skip) {
            Conflict.refuse("--skip", mapOf("--retry" to retry))
        }
        val decision =
            when {
                skip -> InFlightDecision.SKIP
                retry -> InFlightDecision.RETRY
                else -> InFlightDecision.ASK
            }
        return RunOutput(session).done(session.migrator.resume(decision))
    }
}
