package io.kmigrate.cli.command

import io.kmigrate.cli.config.Hook
import io.kmigrate.cli.output.Output
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import java.io.IOException
import java.nio.file.Path

/** A command of `post_write` failed; the script it was for is written all the same. */
internal class HookException(problem: Problem, cause: Throwable? = null) :
    MigrationException(problem, cause)

/** Runs the commands that every new script goes through, such as a formatter. */
internal class PostWrite(private val folder: Path, private val output: Output) {
    /** Runs them in order, up to the first that fails. */
    fun run(hooks: List<Hook>, file: String) = hooks.forEach { run(it, file) }

    private fun run(hook: Hook, file: String) {
        val process =
            try {
                ProcessBuilder(hook.words.map { it.replace("{file}", file) })
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start()
            } catch (failure: IOException) {
                throw HookException(problem(hook, "cannot be started", file, ""), failure)
            }
        process.outputStream.close()
        val said = String(process.inputStream.readAllBytes(), Charsets.UTF_8).trimEnd()
        val exitCode = process.waitFor()
        if (exitCode != 0) {
            throw HookException(problem(hook, "ended with exit code $exitCode", file, said))
        }
        if (output.mode.verbose && said.isNotEmpty()) {
            output.note(said)
        }
    }

    private fun problem(hook: Hook, what: String, file: String, said: String) =
        Problem(
            ErrorCode.HOOK_FAILED,
            "the hook `${hook.command}` $what" + if (said.isEmpty()) "" else "\n$said",
            hook.setting.location,
            "$file is written: correct the hook, or run it on the file by hand",
        )
}
