package io.kmigrate.cli.command

import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.config.Words
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import java.io.IOException
import java.nio.file.Path

/** No editor can be opened, or it failed. */
internal class EditorException(problem: Problem, cause: Throwable? = null) :
    MigrationException(problem, cause)

/** The user's own editor, in the user's own terminal. */
internal class Editor
private constructor(private val command: List<String>, private val folder: Path) {
    /** Waits until the editor is closed. */
    fun open(files: List<Path>) {
        val exitCode =
            try {
                ProcessBuilder(command + files.map { it.toString() })
                    .directory(folder.toFile())
                    .inheritIO()
                    .start()
                    .waitFor()
            } catch (failure: IOException) {
                val problem =
                    Problem.of(
                        "editor-failed",
                        "the editor ${command.first()} cannot be started",
                        "let VISUAL or EDITOR name a program that is installed",
                    )
                throw EditorException(problem, failure)
            }
        if (exitCode != 0) {
            throw EditorException(
                Problem.of(
                    "editor-failed",
                    "the editor ${command.first()} ended with exit code $exitCode",
                    "see what it said above",
                )
            )
        }
    }

    companion object {
        /** @throws EditorException when none is named, or nobody could use it */
        fun of(surroundings: ProcessContext): Editor {
            val variable =
                listOf("VISUAL", "EDITOR").find { !surroundings.variables[it].isNullOrBlank() }
                    ?: throw EditorException(
                        Problem.of(
                            "no-editor",
                            "no editor is set",
                            "set VISUAL or EDITOR, as in EDITOR=vi; `migrate show` prints the path of a script",
                        )
                    )
            if (!surroundings.stdoutIsTerminal) {
                throw EditorException(
                    Problem.of(
                        "no-terminal",
                        "an editor needs a terminal, and the output goes elsewhere",
                        "run `migrate edit` in a terminal; `migrate show` prints the path of a script",
                    )
                )
            }
            return Editor(words(variable, surroundings), surroundings.folder)
        }

        private fun words(variable: String, surroundings: ProcessContext): List<String> =
            try {
                Words.of(surroundings.variables.getValue(variable))
            } catch (failure: IllegalArgumentException) {
                val problem =
                    Problem.of(
                        "no-editor",
                        "$variable cannot be understood: ${failure.message}",
                        "write a program and its options: $variable=\"code --wait\"",
                    )
                throw EditorException(problem, failure)
            }
    }
}
