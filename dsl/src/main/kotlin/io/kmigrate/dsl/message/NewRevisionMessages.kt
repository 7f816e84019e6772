package io.kmigrate.dsl.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Fix
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** Sentences about new scripts that cannot be written. */
internal object NewRevisionMessages {
    fun notAScriptFolder(asked: String, folders: List<String>): Problem {
        val known = folders.joinToString(", ")
        return Problem.of(
            ErrorCode.NOT_A_SCRIPT_FOLDER,
            "$asked is not a script folder, so no command would find the script",
            Fix(
                "name one of $known, or add it to scripts in migrate.toml",
                "name one of $known, or add it to the folders of the ScriptWriter",
            ),
        )
    }

    /**
     * A place outside the script folders, or below one of them where only its own files are read.
     */
    fun notRead(path: String, folders: List<String>): Problem =
        Problem.of(
            ErrorCode.NOT_A_SCRIPT_FOLDER,
            "$path would not be read as a script of ${folders.joinToString(", ")}",
            Fix(
                "correct file_template, or set recursive = true for folders below the script folders",
                "correct the FileTemplate, or read the folders below the script folders, too",
            ),
        )

    fun bundlesOnly(): Problem =
        Problem.of(
            ErrorCode.NOT_A_SCRIPT_FOLDER,
            "a bundle takes no new scripts",
            Fix(
                "set scripts to the folder that the bundle is created from",
                "give the ScriptWriter the folder that the bundle is created from",
            ),
        )

    fun whichScriptFolder(folders: List<String>): Problem {
        val known = folders.joinToString(", ")
        return Problem.of(
            ErrorCode.WHICH_SCRIPT_FOLDER,
            "there are several script folders, and no parent decides between them",
            Fix(
                "name one with --version-path: $known",
                "name one as the revision's folder: $known",
            ),
        )
    }

    fun fileExists(path: String): Problem =
        Problem.of(
            ErrorCode.FILE_EXISTS,
            "$path already exists",
            Fix("choose another message or --rev-id", "choose another message or id"),
        )

    fun exportExists(path: String): Problem =
        Problem.of(
            ErrorCode.CANNOT_EXPORT,
            "$path is there with another text",
            Fix(
                "compare both with --dry-run, or replace it: --force",
                "compare both, or replace it",
            ),
        )

    fun cannotWrite(path: String, reason: String): Problem =
        Problem.of(
            ErrorCode.CANNOT_WRITE,
            "$path cannot be written: $reason",
            "check the folder's permissions",
        )

    /** A fault of ours: the script that was generated has [fault]. */
    fun wrongScript(fault: String, script: String): Problem =
        Problem.of(
            ErrorCode.GENERATED_SCRIPT,
            "the generated script $fault; nothing was written. The script was:\n\n$script",
            "report this, and write the change by hand",
        )

    fun wrongTemplate(file: String?, fault: String, script: String): Problem =
        Problem.of(
                ErrorCode.SCRIPT_TEMPLATE_BROKEN,
                "the script from this template $fault; nothing was written. The script was:\n\n$script",
                Fix(
                    "fix the template; without script_template, scripts have their usual form",
                    "fix the template; ScriptTemplate.STANDARD is the usual form",
                ),
            )
            .at(file?.let { Location.of(it) })

    fun isAnotherRevision(): String = "is another revision than it should be"

    fun doesNotCompile(error: String, line: Int): String = "does not compile: $error (line $line)"

    fun doesSomethingElse(block: String, names: List<String>): String =
        "does something else in its $block, with ${names.joinToString(", ")}"
}
