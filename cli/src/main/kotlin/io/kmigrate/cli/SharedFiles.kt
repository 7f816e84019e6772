package io.kmigrate.cli

import io.kmigrate.cli.command.CommandGroup
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path

/** What `man` and shells read, as a distribution has it in its folder share. */
internal object SharedFiles {
    /** Arguments: the folder, and the date of the release. */
    @JvmStatic
    fun main(arguments: Array<String>) {
        val (folder, date) = arguments
        write(Path.of(folder), date)
    }

    fun write(folder: Path, date: String) {
        put(folder.resolve("man/man1/migrate.1"), ManPage.page(date))
        put(folder.resolve("bash-completion/completions/migrate"), completion("bash"))
        put(folder.resolve("zsh/site-functions/_migrate"), function(completion("zsh")))
        put(
            folder.resolve("fish/vendor_completions.d/migrate.fish"),
            behindOptions(completion("fish")),
        )
    }

    private fun completion(shell: String): String {
        val text = ByteArrayOutputStream()
        val stdout = PrintStream(text, false, Charsets.UTF_8)
        val surroundings = ProcessContext.nowhere(stdout)
        check(Application(surroundings).run(listOf("generate-completion", shell)) == 0)
        stdout.flush()
        return text.toString(Charsets.UTF_8)
    }

    /**
     * From a folder of functions, zsh loads the file at the first use. By then its own completion
     * runs, and the first use wants an answer, too.
     */
    private fun function(script: String): String =
        "#compdef migrate\n" +
            script.replace("autoload -Uz compinit\ncompinit\n", "") +
            "\n_bash_complete -F _migrate\n"

    /** Fish takes the value of an option before the command for the command. */
    private fun behindOptions(script: String): String =
        "function __migrate_needs_command\n" +
            "    not __fish_seen_subcommand_from ${CommandGroup.names().joinToString(" ")}\n" +
            "end\n" +
            script.replace("__fish_use_subcommand", "__migrate_needs_command")

    private fun put(file: Path, text: String) {
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }
}
