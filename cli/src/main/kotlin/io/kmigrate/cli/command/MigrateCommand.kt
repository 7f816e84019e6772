package io.kmigrate.cli.command

import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.CoreCliktCommand
import com.github.ajalt.clikt.core.context
import com.github.ajalt.clikt.core.obj
import com.github.ajalt.clikt.core.subcommands
import com.github.ajalt.clikt.output.HelpFormatter
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.versionOption
import io.kmigrate.cli.message.CommandLocalization
import io.kmigrate.cli.output.HelpText

/**
 * The command itself: its global options, and the commands below it.
 *
 * @param help lays out the help
 */
internal class MigrateCommand(
    private val invocation: Invocation,
    arguments: List<String>,
    help: (Context) -> HelpFormatter = { screen(invocation, it) },
) : CoreCliktCommand("migrate") {
    private val global by GlobalOptions()

    override val printHelpOnEmptyArgs: Boolean = true

    init {
        val surroundings = invocation.surroundings
        context {
            obj = invocation
            localization = CommandLocalization
            helpFormatter = help
            readEnvvar = { surroundings.variables[it] }
            echoMessage = { _, message, newLine, isError ->
                val stream = if (isError) surroundings.stderr else surroundings.stdout
                stream.print(message)
                if (newLine) stream.println()
            }
        }
        versionOption(VERSION, help = "Print the version.") { version ->
            (listOf("migrate $version") + Delivered.described()).joinToString("\n")
        }
        subcommands(commands(arguments))
    }

    /** Those that the arguments may mean; all of them where they mean none, or ask for help. */
    private fun commands(arguments: List<String>): List<CoreCliktCommand> {
        if (arguments.firstOrNull() == "--version") return emptyList()
        val all = CommandGroup.names()
        val known = all.filter { it in arguments }
        val isPlain = known.isNotEmpty() && HELP.none { it in arguments }
        return (if (isPlain) known else all).map(CommandGroup::command)
    }

    override fun help(context: Context): String =
        "Run database migrations from type-checked Kotlin scripts.\n\n" +
            "Settings come from migrate.toml in this folder, then .env, then variables MIGRATE_…, then options."

    override fun helpEpilog(context: Context): String =
        """
        Targets of upgrade and downgrade: head, heads, base, an id or its first four characters,
        +1, -1, LABEL@head, ID+2. None of them needs quoting.

        Examples:
          migrate init                       write a migrate.toml and create a folder for scripts
          migrate revision -m "add users"    write a new script to fill in
          migrate upgrade                    apply the pending revisions
          migrate downgrade -1               revert the last revision
          migrate COMMAND --help             explain a command, with examples

        Exit codes: 0 done, 1 failed, 2 wrong usage, 3 differences or pending revisions found,
        4 another migrator holds the lock, 5 an applied script was edited, 130 interrupted.
        """
            .trimIndent()

    override fun run() {
        invocation.global = global.values()
    }

    companion object {
        val VERSION: String =
            MigrateCommand::class.java.`package`.implementationVersion ?: "development"

        private fun screen(invocation: Invocation, context: Context): HelpFormatter =
            HelpText(
                context,
                invocation.surroundings.columns,
                invocation.output.paint,
                CommandGroup.ALL.associate { group -> group.title to group.commands },
            )

        private val HELP = setOf("-h", "--help", "generate-completion")
    }
}
