package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.default
import com.github.ajalt.clikt.parameters.options.convert
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.ConfigFile
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.file.WholeFile
import java.io.IOException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.LinkOption.NOFOLLOW_LINKS
import java.nio.file.Path

internal class InitCommand :
    StandaloneCommand(
        "init",
        "Write a migrate.toml and create a folder for scripts.",
        listOf(
            "migrate init" to "in this folder",
            "migrate init server" to "in the folder server, created if it is missing",
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
                help = "Template to start from. Default: plain.",
            )
            .convert { name ->
                Template.named(name) ?: fail(UsageMessages.noTemplate(name))
            }
            .default(Template.PLAIN)

    override fun execute(invocation: Invocation): Outcome {
        val folder = invocation.surroundings.folder.resolve(directory).normalize()
        val config = folder.resolve(ConfigFile.NAME)
        val shown = Path.of(directory).resolve(ConfigFile.NAME)
        try {
            template.folders.forEach { Files.createDirectories(folder.resolve(it)) }
            WholeFile.create(config, template.text().encodeToByteArray())
        } catch (failure: FileAlreadyExistsException) {
            throw exists(failure, config, shown)
        } catch (failure: IOException) {
            throw MigrationException(FileMessages.cannotWrite("$shown", "$failure"), failure)
        }
        invocation.output.data({
            linkedMapOf(
                "config" to shown.toString(),
                "scripts" to template.folders.map { shown.resolveSibling(it).toString() },
            )
        }) {
            FileMessages.wroteConfiguration("$shown")
        }
        return Outcome.DONE
    }

    private fun exists(
        failure: FileAlreadyExistsException,
        config: Path,
        shown: Path,
    ): MigrationException {
        val problem =
            if (Files.exists(config, NOFOLLOW_LINKS)) FileMessages.configurationExists("$shown")
            else FileMessages.notAFolder(failure.file)
        return MigrationException(problem, failure)
    }
}
