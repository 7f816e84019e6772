package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.default
import com.github.ajalt.clikt.parameters.options.convert
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.cli.message.ModelMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.failure.Outcome
import java.nio.file.Path

internal class InitCommand :
    StandaloneCommand(
        "init",
        "Write a migrate.toml and create a folder for scripts.",
        listOf(
            "migrate init" to "in this folder",
            "migrate init server" to "in the folder server, created if it is missing",
            "migrate init --example" to "a small history with data, ready for `migrate upgrade`",
            "migrate init -t databases" to "from another template: see `migrate list-templates`",
        ),
    ) {
    private val directory by
        argument("dir", help = "Folder of the project. Default: this folder.").default("")
    private val template by
        option(
                "-t",
                "--template",
                metavar = "NAME",
                help = "Template to start from. Default: plain, or as you answer at a terminal.",
            )
            .convert { name ->
                Template.named(name) ?: fail(UsageMessages.noTemplate(name))
            }
    private val example by
        option("--example", help = "Write a small history with data, for SQLite.").flag()

    override fun execute(invocation: Invocation): Outcome {
        if (example) Conflict.refuse("--example", mapOf("--template" to (template != null)))
        val folder = invocation.surroundings.folder.resolve(directory).normalize()
        val shown = Path.of(directory)
        NewProject.refuseConfigured(folder, shown)
        val project = project(invocation, folder)
        if (project == null) {
            invocation.output.tell(ModelMessages.refused())
            return Outcome.FAILED
        }
        project.write(folder, shown)
        val files = project.files.keys.map { "${shown.resolve(it)}" }
        invocation.output.data({
            linkedMapOf(
                "config" to files.first(),
                "scripts" to project.scripts.map { "${shown.resolve(it)}" },
                "files" to files,
            )
        }) {
            files.joinToString("\n", postfix = "\n", transform = FileMessages::wrote) +
                project.nextStep(shown)
        }
        return Outcome.DONE
    }

    /** Null where the user at the terminal has not answered. */
    private fun project(invocation: Invocation, folder: Path): NewProject? {
        val questions = Questions(invocation.output, invocation.surroundings)
        val named = template
        return when {
            example -> NewProject.example()
            named != null -> NewProject.of(named)
            questions.canAsk ->
                ProjectQuestions(questions, invocation.surroundings.secrets).project(folder)
            else -> NewProject.of(Template.PLAIN)
        }
    }
}
