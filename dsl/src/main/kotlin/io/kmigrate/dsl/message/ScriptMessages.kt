package io.kmigrate.dsl.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Fix
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** Sentences about scripts and script folders as files, and about scripts that fail as they run. */
internal object ScriptMessages {
    fun noScriptFolder(folder: String): Problem =
        Problem.of(
                ErrorCode.NO_SCRIPT_FOLDER,
                "the script folder $folder does not exist",
                Fix(
                    "create it, or set scripts to the folder of your migrations",
                    "create it, or call scripts(…) with the folder of your migrations",
                ),
            )
            .at(Location.of(folder))

    fun noModelFolder(folder: String): Problem =
        Problem.of(
                ErrorCode.NO_SCRIPT_FOLDER,
                "the script folder $folder does not exist",
                Fix(
                    "create it, or set scripts in [model] to the folder of your model",
                    "create it, or give the Model the folder of your model",
                ),
            )
            .at(Location.of(folder))

    fun unreadableFolder(folder: String, reason: String): Problem =
        Problem(
            ErrorCode.UNREADABLE_SCRIPT,
            "the script folder cannot be read: $reason",
            Location.of(folder),
            "give the current user the right to read the folder",
        )

    fun unreadable(file: String, reason: String): Problem =
        Problem(
            ErrorCode.UNREADABLE_SCRIPT,
            "the script cannot be read: $reason",
            Location.of(file),
            "give the current user the right to read the file, or remove it",
        )

    /** @param encoding what the text seems to be instead */
    fun notUtf8(file: String, encoding: String, line: Int): Problem =
        Problem(
            ErrorCode.UNREADABLE_SCRIPT,
            "the script is not UTF-8 text: it looks like $encoding",
            Location.of(file, line),
            "save it as UTF-8",
        )

    /**
     * @param encoding what the text seems to be instead
     * @param charset its name in a call
     */
    fun csvNotUtf8(file: String, encoding: String, charset: String, line: Int): Problem =
        Problem.of(
            ErrorCode.INVALID_OPERATION,
            "$file is not UTF-8 text: line $line looks like $encoding",
            "save the file as UTF-8, or name its encoding: loadCsv(…, encoding = \"$charset\")",
        )

    /** @param encoding the one that the call names */
    fun csvEncoding(file: String, encoding: String, line: Int): Problem =
        Problem.of(
            ErrorCode.INVALID_OPERATION,
            "$file is not $encoding text: line $line has bytes that are no character",
            "name the encoding of the file, or save it as UTF-8 and leave the encoding out",
        )

    /** The reason why a link cannot be read. */
    fun brokenLink(): String = "the link leads to no file"

    /** The reason why a file cannot be read. */
    fun accessDenied(): String = "access is denied"

    fun changedMeanwhile(file: String): Problem =
        Problem(
            ErrorCode.CHANGED_MEANWHILE,
            "the script was changed while this command ran",
            Location.of(file),
            "run the command again",
        )

    fun missing(file: String?): Problem =
        Problem(
            ErrorCode.MISSING_SCRIPT,
            "the script no longer exists",
            file?.let { Location.of(it) },
            "run the command again, so that it reads the folders again",
        )

    fun emptyScript(place: Location): Problem =
        Problem.of(
                ErrorCode.MISSING_REVISION,
                "the script is empty",
                Fix(
                    "remove the file, or create a new one with `migrate revision`",
                    "remove the file, or create a new one with ScriptWriter",
                ),
            )
            .at(place)

    fun noRevision(place: Location): Problem =
        Problem(
            ErrorCode.MISSING_REVISION,
            "the script sets no revision",
            place,
            "begin the script with a line such as: revision = \"4f0c2a91d7be\"",
        )

    fun hiddenHeader(file: String): Problem =
        Problem(
            ErrorCode.HIDDEN_HEADER,
            "the script sets its header in a way that cannot be read without running it",
            Location.of(file),
            "write revision, downRevision, dependsOn and branchLabels as plain lines at the top level",
        )

    fun noEnvironment(file: String): Problem =
        Problem.of(
                ErrorCode.NO_ENVIRONMENT,
                "the environment script does not exist",
                Fix(
                    "create it, or correct env in [migrate]",
                    "create it, or correct the path given to environmentScript(…)",
                ),
            )
            .at(Location.of(file))

    fun duplicateColumn(reason: String): Problem =
        Problem.of(
            ErrorCode.DUPLICATE_COLUMN,
            reason,
            "give each column of the table a name of its own",
        )

    fun invalidOperation(reason: String): Problem =
        Problem.of(ErrorCode.INVALID_OPERATION, reason, "correct the call")

    fun badCsv(reason: String): Problem = Problem.of(ErrorCode.BAD_CSV, reason, "correct the file")

    fun unreadableCsv(reason: String): Problem =
        Problem.of(ErrorCode.BAD_CSV, reason, "correct the name of the file in the script")

    fun missingCode(reason: String): Problem =
        Problem.of(
            ErrorCode.MISSING_CODE,
            "the script needs code that is not on the class path: $reason",
            "add it, in the version that the script was compiled with",
        )

    fun threw(exception: String, reason: String): Problem =
        Problem.of(
            ErrorCode.SCRIPT_FAILED,
            "the script threw $exception: $reason",
            "fix the script; a block only describes operations, so put code that needs the database into data { }",
        )

    fun outOfMemory(): Problem =
        Problem.of(
            ErrorCode.SCRIPT_FAILED,
            "the script needs more memory than the process may use",
            Fix(
                "do less at once, or give the command more memory: MIGRATE_JAVA_OPTS=-Xmx2g",
                "do less at once, or start the application with a larger -Xmx",
            ),
        )

    /** The reason of an exception without a message. */
    fun noReason(): String = "no message"

    /** A block of `env.kts` called `error("…")`. */
    fun refused(reason: String, place: Location?): Problem =
        Problem(
            ErrorCode.SCRIPT_FAILED,
            reason,
            place,
            "do what the message says, or change the script",
        )
}
