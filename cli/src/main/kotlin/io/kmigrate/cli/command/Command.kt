package io.kmigrate.cli.command

import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.CoreCliktCommand
import com.github.ajalt.clikt.core.requireObject
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.failure.Outcome

/**
 * A command: parses, makes one call to the runtime, prints.
 *
 * @property summary its first sentence stands in the list of commands
 * @property examples lines of a command and what it does
 */
internal abstract class StandaloneCommand(
    name: String,
    private val summary: String,
    private val examples: List<Pair<String, String>>,
) : CoreCliktCommand(name) {
    protected val global: GlobalOptions by GlobalOptions()
    private val invocation by requireObject<Invocation>()

    override fun help(context: Context): String = summary

    override fun helpEpilog(context: Context): String {
        val width = examples.maxOf { it.first.length }
        return "Examples:\n" +
            examples.joinToString("\n") { (line, meaning) -> "  ${line.padEnd(width)}   $meaning" }
    }

    final override fun run() {
        invocation.add(global.values())
        invocation.outcome = execute(invocation)
    }

    /** Does the work; how the command ends. */
    protected abstract fun execute(invocation: Invocation): Outcome
}

/** A command that needs the settings. */
internal abstract class Command(
    name: String,
    summary: String,
    examples: List<Pair<String, String>>,
) : StandaloneCommand(name, summary, examples) {
    /** Settings that options of this command alone give. */
    protected open fun settings(): Map<String, Setting> = emptyMap()

    /** False for what is about scripts, or prints a text that is for one database. */
    protected open val takesSeveralDatabases: Boolean
        get() = false

    final override fun execute(invocation: Invocation): Outcome {
        val names = invocation.databases()
        val isOne = names.size < 2 && !invocation.global.databases.all
        if (isOne) {
            return execute(invocation, names.singleOrNull())
        }
        if (!takesSeveralDatabases) {
            throw UsageMessages.oneDatabase(commandName).exception()
        }
        return SeveralDatabases(invocation.output, invocation.global.databases.keepsGoing).run(
            names
        ) {
            execute(invocation, it)
        }
    }

    private fun execute(invocation: Invocation, database: String?): Outcome =
        invocation.open(database, settings()).use { execute(it) }

    /** The same, with the settings read. */
    protected abstract fun execute(session: Session): Outcome
}
