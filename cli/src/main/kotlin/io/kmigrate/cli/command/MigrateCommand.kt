package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCommand
import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.CoreCliktCommand
import com.github.ajalt.clikt.core.context
import com.github.ajalt.clikt.core.obj
import com.github.ajalt.clikt.core.subcommands
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.versionOption
import io.kmigrate.cli.output.HelpText

/** The command itself: its global options, and the commands below it. */
internal class MigrateCommand(private val invocation: Invocation) : CoreCliktCommand("migrate") {
    private val global by GlobalOptions()

    override val printHelpOnEmptyArgs: Boolean = true

    init {
        val surroundings = invocation.surroundings
        context {
            obj = invocation
            localization = Wording
            helpFormatter = { HelpText(it, surroundings.columns, invocation.output.paint) }
            readEnvvar = { surroundings.variables[it] }
            echoMessage = { _, message, newLine, isError ->
                val stream = if (isError) surroundings.stderr else surroundings.stdout
                stream.print(message)
                if (newLine) stream.println()
            }
        }
        versionOption(VERSION, help = "Print the version.") { "migrate $it" }
        subcommands(
            InitCommand(),
            RevisionCommand(),
            MergeCommand(),
            UpgradeCommand(),
            DowngradeCommand(),
            CurrentCommand(),
            StatusCommand(),
            HistoryCommand(),
            HeadsCommand(),
            BranchesCommand(),
            ShowCommand(),
            StampCommand(),
            completion(),
        )
    }

    override fun help(context: Context): String =
        "Database migrations as type-checked Kotlin scripts.\n\n" +
            "Settings come from migrate.toml in this folder, then .env, then variables MIGRATE_…, then options."

    override fun helpEpilog(context: Context): String =
        """
        Targets of upgrade and downgrade: head, heads, base, an id or its first four characters,
        +1, -1, LABEL@head, ID+2. None of them needs quoting.

        Examples:
          migrate init                       a first migrate.toml and a folder for scripts
          migrate revision -m "add users"    a new script to fill in
          migrate upgrade                    apply what is missing
          migrate downgrade -1               undo the last revision
          migrate COMMAND --help             what a command does, with examples

        Exit codes: 0 done, 1 failed, 2 wrong usage, 3 differences or pending revisions found,
        4 another migrator holds the lock, 5 an applied script was edited, 130 interrupted.
        """
            .trimIndent()

    override fun run() {
        invocation.global = global.values()
    }

    private fun completion() =
        CompletionCommand(
            "Print a script that completes commands and options in a shell.",
            """
            Examples:
              source <(migrate generate-completion bash)    in ~/.bashrc
              source <(migrate generate-completion zsh)     in ~/.zshrc
              migrate generate-completion fish > ~/.config/fish/completions/migrate.fish
            """
                .trimIndent(),
        )

    private companion object {
        val VERSION: String =
            MigrateCommand::class.java.`package`.implementationVersion ?: "development"
    }
}
