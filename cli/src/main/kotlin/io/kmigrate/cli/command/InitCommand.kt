package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.default
import io.kmigrate.cli.config.ConfigException
import io.kmigrate.cli.config.ConfigFile
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
        ),
    ) {
    private val directory by
        argument("dir", help = "Where; this folder when not given.").default("")

    override fun execute(invocation: Invocation): Outcome {
        val folder = invocation.surroundings.folder.resolve(directory).normalize()
        val config = folder.resolve(ConfigFile.NAME)
        val shown = Path.of(directory).resolve(ConfigFile.NAME)
        try {
            Files.createDirectories(folder.resolve(SCRIPTS))
            Files.writeString(config, text(), CREATE_NEW, WRITE)
        } catch (failure: FileAlreadyExistsException) {
            throw exists(failure, config, shown)
        } catch (failure: IOException) {
            val problem =
                Problem.of(
                    "cannot-write",
                    "cannot write $shown: $failure",
                    "check the folder's permissions",
                )
            throw ConfigException(listOf(problem), failure)
        }
        invocation.output.data({
            mapOf("config" to shown.toString(), "scripts" to shown.resolveSibling(SCRIPTS))
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
                    "already-there",
                    "there is a configuration already",
                    Location.of("$shown"),
                    "edit it, or name another folder",
                )
            } else {
                Problem.of("cannot-write", "${failure.file} is not a folder", "name another folder")
            }
        return ConfigException(listOf(problem), failure)
    }

    private fun text(): String =
        InitCommand::class.java.getResourceAsStream("migrate.toml").use { resource ->
            String(requireNotNull(resource).readAllBytes(), Charsets.UTF_8)
        }

    private companion object {
        const val SCRIPTS = "migrations"
    }
}
