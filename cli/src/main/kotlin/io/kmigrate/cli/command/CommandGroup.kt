package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCommand
import com.github.ajalt.clikt.core.CoreCliktCommand

/** Commands with one purpose, under the title that they have in the help. */
internal class CommandGroup
private constructor(val title: String, vararg commands: Pair<String, () -> CoreCliktCommand>) {
    val commands: Map<String, () -> CoreCliktCommand> = linkedMapOf(*commands)

    companion object {
        /** The five of daily use come first. */
        val ALL: List<CommandGroup> =
            listOf(
                CommandGroup(
                    "Every day:",
                    "revision" to ::RevisionCommand,
                    "upgrade" to ::UpgradeCommand,
                    "downgrade" to ::DowngradeCommand,
                    "status" to ::StatusCommand,
                    "history" to ::HistoryCommand,
                ),
                CommandGroup(
                    "Begin:",
                    "init" to ::InitCommand,
                    "list-templates" to ::ListTemplatesCommand,
                    "import" to ::ImportCommand,
                    "adopt" to ::AdoptCommand,
                    "stamp" to ::StampCommand,
                    "generate-completion" to ::completion,
                ),
                CommandGroup(
                    "Write:",
                    "edit" to ::EditCommand,
                    "merge" to ::MergeCommand,
                    "validate" to ::ValidateCommand,
                    "lint" to ::LintCommand,
                    "check" to ::CheckCommand,
                    "diff" to ::DiffCommand,
                ),
                CommandGroup(
                    "Run:",
                    "backfill" to ::BackfillCommand,
                    "bundle" to ::BundleCommand,
                    "ensure-version" to ::EnsureVersionCommand,
                ),
                CommandGroup(
                    "Look:",
                    "current" to ::CurrentCommand,
                    "show" to ::ShowCommand,
                    "heads" to ::HeadsCommand,
                    "branches" to ::BranchesCommand,
                    "log" to ::LogCommand,
                    "schema" to ::SchemaCommand,
                ),
                CommandGroup(
                    "Repair:",
                    "resume" to ::ResumeCommand,
                    "resolve" to ::ResolveCommand,
                    "repair" to ::RepairCommand,
                    "doctor" to ::DoctorCommand,
                ),
            )

        /** All of them by name. */
        fun commands(): Map<String, () -> CoreCliktCommand> =
            ALL.flatMap { it.commands.entries }.associate { it.key to it.value }

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
