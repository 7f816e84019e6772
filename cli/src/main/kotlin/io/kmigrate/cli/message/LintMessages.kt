package io.kmigrate.cli.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/** What `lint` is asked, and what it says. */
internal object LintMessages {
    fun versionWithoutDialect(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "--target-version needs a kind of database",
            "add --dialect, such as --dialect postgresql",
        )

    fun badVersion(version: String): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "the version \"$version\" cannot be read",
            "write numbers, such as 14 or 8.0.29",
        )

    fun format(name: String, near: String?, known: List<String>): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "there is no format \"$name\"",
            near?.let { "did you mean $it?" } ?: "take one of ${known.joinToString(", ")}",
        )

    fun noGit(): Problem =
        Problem.of(
            ErrorCode.GIT_FAILED,
            "the command git cannot be started",
            "install git, or name revisions instead of --since",
        )

    fun gitFailed(command: String, reason: String): Problem =
        Problem.of(
            ErrorCode.GIT_FAILED,
            "git $command failed: $reason",
            "name a commit or branch that git knows, in a folder of a repository",
        )

    fun baselineUnreadable(name: String): Problem =
        Problem.of(
            ErrorCode.BAD_BASELINE,
            "$name is not what `migrate lint --update-baseline` wrote",
            "restore it, or write it again with `migrate lint --update-baseline`",
        )

    fun baselineNotWritten(name: String, reason: String): Problem =
        Problem.of(
            ErrorCode.BAD_BASELINE,
            "$name cannot be written: $reason",
            "make its folder writable",
        )

    /** The words are the rule's. */
    fun finding(message: String, fix: String): Problem =
        Problem.of(ErrorCode.UNSAFE_OPERATION, message, fix)

    fun accepted(count: Int, name: String): String =
        "$name accepts ${if (count == 1) "1 finding" else "$count findings"}"

    /** The last line of the text. */
    fun summary(revisions: Int, errors: Int, warnings: Int, others: Int): String =
        "$revisions ${if (revisions == 1) "revision" else "revisions"}: " +
            listOf(count(errors, "error"), count(warnings, "warning"), "$others more to know")
                .dropLast(if (others == 0) 1 else 0)
                .joinToString(", ")

    private fun count(count: Int, word: String) = "$count $word${if (count == 1) "" else "s"}"
}
