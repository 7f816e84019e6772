package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.default
import com.github.ajalt.clikt.parameters.options.convert
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.ConfigException
import io.kmigrate.cli.config.ConfigFile
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.failure.Outcome
import io.kmigrate.failure.Problem
import java.io.IOException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption.CREATE_NEW
import java.nio.file.StandardOpenOption.WRITE

internal class InitCommand :
    StandaloneCommand(
        "init",
        "Write a first migrate.toml and make a folder for scripts.",
        listOf(
            "migrate init" to "here",
            "migrate init server" to "in the folder server, made when missing",
            "migrate init -t databases" to "another beginning: see `migrate list-templates`",
        ),
    ) {
    private val directory by
        argument("dir", help = "Where; this folder when not given.").default("")
    private val template by
        option(
                "-t",
                "--template",
                metavar = "NAME",
                help = "What to begin with; plain if not given.",
            )
            .convert { name ->
                Template.named(name)
                    ?: fail("there is none called $name; see `migrate list-templates`")
            }
            .default(Template.PLAIN)

    override fun execute(invocation: Invocation): Outcome {
        val folder = invocation.surroundings.folder.resolve(directory).normalize()
        val config = folder.resolve(ConfigFile.NAME)
        val shown = Path.of(directory).resolve(ConfigFile.NAME)
        try {
            template.folders.forEach { Files.createDirectories(folder.resolve(it)) }
            Files.writeString(config, template.text(), CREATE_NEW, WRITE)
        } catch (failure: FileAlreadyExistsException) {
            throw exists(failure, config, shown)
        } catch (failure: IOException) {
            val problem =
                Problem.of(
                    ErrorCode.CANNOT_WRITE,
                    "cannot write $shown: $failure",
                    "check the folder's permissions",
                )
            throw ConfigException(listOf(problem), failure)
        }
        invocation.output.data({
            linkedMapOf(
                "config" to shown.toString(),
                "scripts" to template.folders.map { shown.resolveSibling(it).toString() },
            )
        }) {
            "Wrote $shown\nNext: set its url, then `migrate revision -m \"…\"`"
        }
        return Outcome.DONE
    }

    private fun exists(
        failure: FileAlreadyExistsException,
        config: Path,
        shown: Path,
    ): ConfigException {
        val problem =
            if (Files.exists(config)) {
                Problem(
                    ErrorCode.ALREADY_THERE,
                    "there is a configuration already",
                    Location.of("$shown"),
                    "edit it, or name another folder",
                )
            } else {
                Problem.of(
                    ErrorCode.CANNOT_WRITE,
                    "${failure.file} is not a folder",
                    "name another folder",
                )
            }
        return ConfigException(listOf(problem), failure)
    }
}
