package io.kmigrate.cli.command

import io.kmigrate.cli.HiddenArguments.Companion.withoutArgumentsOfOurs
import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.config.Words
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.failure.MigrationException
import java.io.IOException
import java.nio.file.Path

/** The user's own editor, in the user's own terminal. */
internal class Editor
private constructor(private val command: List<String>, private val folder: Path) {
    /** Waits until the editor is closed. */
    fun open(files: List<Path>) {
        val exitCode =
            try {
                ProcessBuilder(command + files.map { it.toString() })
                    .directory(folder.toFile())
                    .withoutArgumentsOfOurs()
                    .inheritIO()
                    .start()
                    .waitFor()
            } catch (failure: IOException) {
                throw MigrationException(FileMessages.editorNotStarted(command.first()), failure)
            }
        if (exitCode != 0) {
            throw FileMessages.editorFailed(command.first(), exitCode).exception()
        }
    }

    companion object {
        /** @throws MigrationException when none is named, or none can be used */
        fun of(surroundings: ProcessContext): Editor {
            val variable =
                listOf("VISUAL", "EDITOR").find { !surroundings.variables[it].isNullOrBlank() }
                    ?: throw FileMessages.noEditor().exception()
            if (!surroundings.stdoutIsTerminal) {
                throw FileMessages.noTerminal().exception()
            }
            return Editor(words(variable, surroundings), surroundings.folder)
        }

        private fun words(variable: String, surroundings: ProcessContext): List<String> =
            try {
                Words.of(surroundings.variables.getValue(variable))
            } catch (failure: IllegalArgumentException) {
                throw MigrationException(
                    FileMessages.unreadableEditor(variable, "${failure.message}"),
                    failure,
                )
            }
    }
}
