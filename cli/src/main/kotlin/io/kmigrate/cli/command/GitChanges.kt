package io.kmigrate.cli.command

import io.kmigrate.cli.HiddenArguments.Companion.withoutArgumentsOfOurs
import io.kmigrate.cli.message.LintMessages
import io.kmigrate.failure.MigrationException
import java.io.IOException
import java.nio.file.Path
import java.util.concurrent.CompletableFuture

/** Asks the `git` command which files are new or changed. */
internal class GitChanges(private val folder: Path) {
    /**
     * The files below [folders] that the commit where this branch left [ref] does not have as they
     * are now, committed or not.
     */
    fun since(ref: String, folders: List<Path>): Set<Path> {
        if (ref.isBlank() || ref.startsWith("-")) {
            throw LintMessages.gitFailed("--since $ref", "there is no such commit").exception()
        }
        val root = Path.of(git("rev-parse", "--show-toplevel"))
        val base = git("merge-base", ref, "HEAD")
        val places = folders.map { it.toString() }
        val changed =
            lines(
                "diff",
                "--name-only",
                "--diff-filter=d",
                "-z",
                base,
                "--",
                *places.toTypedArray(),
            )
        val untracked =
            lines(
                "ls-files",
                "--others",
                "--exclude-standard",
                "--full-name",
                "-z",
                "--",
                *places.toTypedArray(),
            )
        return (changed + untracked).mapTo(HashSet()) { root.resolve(it).normalize() }
    }

    private fun lines(vararg arguments: String): List<String> =
        git(*arguments).split('\u0000').filter { it.isNotEmpty() }

    private fun git(vararg arguments: String): String {
        val shown = arguments.first()
        val process =
            try {
                ProcessBuilder("git", *arguments)
                    .directory(folder.toFile())
                    .withoutArgumentsOfOurs()
                    .start()
            } catch (failure: IOException) {
                throw MigrationException(LintMessages.noGit(), failure)
            }
        process.outputStream.close()
        val said = CompletableFuture.supplyAsync {
            String(process.errorStream.readAllBytes(), Charsets.UTF_8)
        }
        val text = String(process.inputStream.readAllBytes(), Charsets.UTF_8)
        if (process.waitFor() != 0) {
            throw LintMessages.gitFailed(shown, said.join().lines().first().removePrefix("fatal: "))
                .exception()
        }
        return text.trimEnd('\n', '\r')
    }
}
