package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCommand
import com.github.ajalt.clikt.core.CoreCliktCommand

/** Commands with one purpose, under the title that they have in the help. */
internal class CommandGroup private constructor(val title: String, vararg commands: String) {
    /** Their names. */
    val commands: List<String> = commands.asList()

    companion object {
        /** The five of daily use come first. */
        val ALL: List<CommandGroup> =
            listOf(
                CommandGroup(
                    "Every day:",
                    "revision",
                    "upgrade",
                    "downgrade",
                    "status",
                    "history",
                ),
                CommandGroup(
                    "Begin:",
                    "init",
                    "list-templates",
                    "import",
                    "adopt",
                    "stamp",
                    "generate-completion",
                ),
                CommandGroup(
                    "Write:",
                    "edit",
                    "merge",
                    "validate",
                    "lint",
                    "check",
                    "diff",
                ),
                CommandGroup(
                    "Run:",
                    "backfill",
                    "bundle",
                    "export",
                    "ensure-version",
                ),
                CommandGroup(
                    "Look:",
                    "current",
                    "show",
                    "heads",
                    "branches",
                    "log",
                    "schema",
                ),
                CommandGroup(
                    "Repair:",
                    "resume",
                    "resolve",
                    "repair",
                    "doctor",
                ),
            )

        /** The names of all of them. */
        fun names(): List<String> = ALL.flatMap { it.commands }

        /** A function for each command would be a class for each, which every start would load. */
        fun command(name: String): CoreCliktCommand =
            when (name) {
                "revision" -> RevisionCommand()
                "upgrade" -> UpgradeCommand()
                "downgrade" -> DowngradeCommand()
                "status" -> StatusCommand()
                "history" -> HistoryCommand()
                "init" -> InitCommand()
                "list-templates" -> ListTemplatesCommand()
                "import" -> ImportCommand()
                "adopt" -> AdoptCommand()
                "stamp" -> StampCommand()
                "generate-completion" -> completion()
                "edit" -> EditCommand()
                "merge" -> MergeCommand()
                "validate" -> ValidateCommand()
                "lint" -> LintCommand()
                "check" -> CheckCommand()
                "diff" -> DiffCommand()
                "backfill" -> BackfillCommand()
                "bundle" -> BundleCommand()
                "export" -> ExportCommand()
                "ensure-version" -> EnsureVersionCommand()
                "current" -> CurrentCommand()
                "show" -> ShowCommand()
                "heads" -> HeadsCommand()
                "branches" -> BranchesCommand()
                "log" -> LogCommand()
                "schema" -> SchemaCommand()
                "resume" -> ResumeCommand()
                "resolve" -> ResolveCommand()
                "repair" -> RepairCommand()
                "doctor" -> DoctorCommand()
                else -> error("no command $name")
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
    }
}
