package io.kmigrate.cli.command

import io.kmigrate.cli.HiddenArguments.Companion.withoutArgumentsOfOurs
import io.kmigrate.cli.config.Hook
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.cli.output.Output
import io.kmigrate.failure.MigrationException
import java.io.IOException
import java.nio.file.Path

/** Runs the commands that every new script goes through, such as a formatter. */
internal class PostWrite(private val folder: Path, private val output: Output) {
    /** Runs them in order, up to the first that fails. */
    fun run(hooks: List<Hook>, file: String) = hooks.forEach { run(it, file) }

    private fun run(hook: Hook, file: String) {
        val process =
            try {
                ProcessBuilder(hook.words.map { it.replace("{file}", file) })
                    .directory(folder.toFile())
                    .withoutArgumentsOfOurs()
                    .redirectErrorStream(true)
                    .start()
            } catch (failure: IOException) {
                throw MigrationException(
                    FileMessages.hookNotStarted(hook.command, file, hook.setting.location),
                    failure,
                )
            }
        process.outputStream.close()
        val said = String(process.inputStream.readAllBytes(), Charsets.UTF_8).trimEnd()
        val exitCode = process.waitFor()
        if (exitCode != 0) {
            throw FileMessages.hookFailed(hook.command, exitCode, said, file, hook.setting.location)
                .exception()
        }
        if (output.mode.verbose && said.isNotEmpty()) {
            output.note(said)
        }
    }
}
