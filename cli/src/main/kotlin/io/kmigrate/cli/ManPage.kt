package io.kmigrate.cli

import com.github.ajalt.clikt.core.CoreCliktCommand
import com.github.ajalt.clikt.core.PrintHelpMessage
import com.github.ajalt.clikt.core.parse
import io.kmigrate.cli.command.CommandGroup
import io.kmigrate.cli.command.Invocation
import io.kmigrate.cli.command.MigrateCommand
import io.kmigrate.cli.output.ManText
import io.kmigrate.cli.output.ManText.Companion.bold
import io.kmigrate.cli.output.ManText.Companion.text
import io.kmigrate.cli.output.OutputMode

/** The manual page, made from the help of every command. */
internal object ManPage {
    /** @param date of the release */
    fun page(date: String): String {
        val version = MigrateCommand.VERSION
        return buildString {
            appendLine(".TH MIGRATE 1 \"$date\" \"Kmigrate $version\" \"User Commands\"")
            appendLine(".SH NAME\nmigrate \\- run database migrations from Kotlin scripts")
            appendLine(".SH SYNOPSIS\n${bold("migrate")} [options] \\fICOMMAND\\fR [arguments]")
            appendLine(".SH DESCRIPTION")
            appendLine(help(emptyList()))
            CommandGroup.ALL.forEach { group ->
                appendLine(".SH \"${text(group.title.trimEnd(':').uppercase())}\"")
                group.commands.forEach { appendLine(sections(it, CommandGroup.command(it))) }
            }
            append(END)
        }
    }

    private fun sections(name: String, command: CoreCliktCommand): String =
        (listOf(listOf(name)) +
                command.registeredSubcommands().map { listOf(name, it.commandName) })
            .joinToString("\n", transform = ::help)

    private fun help(command: List<String>): String {
        val arguments = command + "--help"
        val invocation = Invocation(ProcessContext.nowhere(), Interruption(), OutputMode())
        val migrate = MigrateCommand(invocation, arguments) { ManText() }
        return try {
            migrate.parse(arguments)
            error("no help for $command")
        } catch (message: PrintHelpMessage) {
            migrate.getFormattedHelp(message).orEmpty()
        }
    }

    private val END =
        """
        .SH ENVIRONMENT
        .TP
        .B MIGRATE_URL, MIGRATE_USER, MIGRATE_PASSWORD, \fRand\fB MIGRATE_\fIKEY\fR
        Settings of migrate.toml; they win over the file.
        .TP
        .B MIGRATE_CACHE
        Folder of compiled scripts. Default: ~/.cache/kmigrate.
        .TP
        .B MIGRATE_JAVA_OPTS
        More options for Java.
        .SH FILES
        .TP
        .I migrate.toml
        Settings of a project, in its folder.
        """
            .trimIndent() + "\n"
}
