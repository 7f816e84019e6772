package io.kmigrate.cli.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** Sentences about files that commands write, and about the programs that work on them. */
internal object FileMessages {
    fun wrote(path: String): String = "Wrote $path"

    /** Below what was written. */
    fun replaces(label: String, path: String): String =
        "Read them. They take the place of $label: remove $path"

    fun wroteBundle(path: String, revisions: Int): String =
        "Wrote $path: " + if (revisions == 1) "1 revision" else "$revisions revisions"

    /** @param folder of the project, as a shell takes it; null where the user already is in it */
    fun setUrl(folder: String?): String =
        "Next: set url in it, then run ${inside(folder, REVISION)}"

    /** @param folder as above */
    fun nextRevision(folder: String?): String = "Next: run ${inside(folder, REVISION)}"

    /** @param folder as above */
    fun nextAutogenerate(folder: String?): String =
        "Next: change the model, then run " +
            inside(folder, "migrate revision --autogenerate -m \"…\"")

    /** @param folder as above */
    fun nextUpgrade(folder: String?): String = "Next: run ${inside(folder, "migrate upgrade")}"

    private const val REVISION = "migrate revision -m \"…\""

    private fun inside(folder: String?, command: String): String =
        if (folder == null) "`$command`" else "`cd $folder` and `$command`"

    fun fileExists(shown: String): Problem =
        Problem(
            ErrorCode.ALREADY_THERE,
            "the file already exists",
            Location.of(shown),
            "name another folder",
        )

    fun folderInUse(shown: String): Problem =
        Problem(
            ErrorCode.ALREADY_THERE,
            "the folder already holds files",
            Location.of(shown),
            "name another folder",
        )

    fun edited(path: String): String = "Edited $path"

    fun configurationExists(shown: String): Problem =
        Problem(
            ErrorCode.ALREADY_THERE,
            "the configuration already exists",
            Location.of(shown),
            "edit it, or name another folder",
        )

    fun notAFolder(path: String): Problem =
        Problem.of(ErrorCode.CANNOT_WRITE, "$path is not a folder", "name another folder")

    fun cannotWrite(path: String, reason: String): Problem =
        Problem.of(
            ErrorCode.CANNOT_WRITE,
            "$path cannot be written: $reason",
            "check the folder's permissions",
        )

    fun missingScript(path: String): Problem =
        Problem(
            ErrorCode.MISSING_SCRIPT,
            "the script does not exist here; its bundle may come from another folder",
            Location.of(path),
            "set scripts to the folder of the script",
        )

    fun hookNotStarted(command: String, file: String, place: Location?): Problem =
        hook("the hook `$command` cannot be started", file, place)

    fun hookFailed(
        command: String,
        exitCode: Int,
        output: String,
        file: String,
        place: Location?,
    ): Problem =
        hook(
            "the hook `$command` ended with exit code $exitCode" +
                if (output.isEmpty()) "" else "\n$output",
            file,
            place,
        )

    private fun hook(message: String, file: String, place: Location?): Problem =
        Problem(
            ErrorCode.HOOK_FAILED,
            message,
            place,
            "$file is written: correct the hook, or run it on the file by hand",
        )

    fun noEditor(): Problem =
        Problem.of(
            ErrorCode.NO_EDITOR,
            "no editor is set",
            "set VISUAL or EDITOR, as in EDITOR=vi; `migrate show` prints the path of a script",
        )

    fun unreadableEditor(variable: String, reason: String): Problem =
        Problem.of(
            ErrorCode.NO_EDITOR,
            "the command in $variable cannot be read: $reason",
            "write a program and its options: $variable=\"code --wait\"",
        )

    fun noTerminal(): Problem =
        Problem.of(
            ErrorCode.NO_TERMINAL,
            "an editor needs a terminal, and the output goes elsewhere",
            "run `migrate edit` in a terminal; `migrate show` prints the path of a script",
        )

    fun editorNotStarted(program: String): Problem =
        Problem.of(
            ErrorCode.EDITOR_FAILED,
            "the editor $program cannot be started",
            "set VISUAL or EDITOR to an installed program",
        )

    fun editorFailed(program: String, exitCode: Int): Problem =
        Problem.of(
            ErrorCode.EDITOR_FAILED,
            "the editor $program ended with exit code $exitCode",
            "see its output above",
        )
}
