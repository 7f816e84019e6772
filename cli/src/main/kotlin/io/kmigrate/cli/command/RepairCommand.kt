package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.options.required
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.failure.Outcome

internal class RepairCommand :
    Command(
        "repair",
        "Accept scripts that were edited after they were applied; runs nothing.",
        listOf(
            "migrate repair cd0e -m \"a comment in the SQL\"" to "accept one script as it is now",
            "migrate repair -m \"moved to new helpers\"" to "accept all edited and moved scripts",
            "migrate repair cd0e -m \"applied by hand\"" to "count a missing revision as applied",
        ),
    ) {
    private val targets by
        argument("rev", help = "Revisions to accept. Default: all edited and moved ones.")
            .target()
            .multiple()
    private val reason by
        option("-m", "--message", metavar = "text", help = "Reason, stored in the history.")
            .required()
    private val run by RunOptions()

    override fun settings(): Map<String, Setting> = run.settings()

    override fun execute(session: Session): Outcome {
        val repaired = session.migrator.repair(reason, *targets.toTypedArray())
        session.output.data({ mapOf("repaired" to repaired.map { it.id() }) }) {
            if (repaired.isEmpty()) RunMessages.nothingToRepair()
            else repaired.joinToString("\n") { RunMessages.repaired(it.label()) }
        }
        return Outcome.DONE
    }
}
