package io.kmigrate.cli.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/** Sentences about settings that have a value they cannot have. Their place goes with them. */
internal object SettingMessages {
    /** For a value that stands in no file. */
    fun givenBy(origin: String, problem: Problem): Problem =
        Problem.of(problem.code, "$origin: ${problem.message}", problem.fix)

    fun urlTwice(): Problem = bad("url_from and url are both set", "remove one of the two")

    fun hiddenFolders(): Problem =
        bad(
            "file_template creates folders, and no command would find the scripts in them",
            "write recursive = true, or a file_template without \"/\"",
        )

    fun fileTemplate(reason: String, tokens: List<String>): Problem =
        bad(reason, "use only ${tokens.joinToString(" ") { "{$it}" }}")

    fun slugLength(standard: Int, most: Int): Problem =
        bad(
            "slug_length must be a number of characters from 1 to $most",
            "write slug_length = $standard",
        )

    /** An empty variable may be behind it. */
    fun empty(key: String): Problem =
        bad("$key is empty", "set it, or remove it; check the variables that it uses")

    fun versionTable(name: String): Problem =
        bad("version_table cannot be \"$name\"", "write a table, or schema.table")

    fun environment(name: String, standard: String): Problem =
        bad(
            "env cannot be \"$name\"",
            "name a file that is called $standard, or ends with .$standard",
        )

    fun hooks(): Problem = bad("post_write must be a list of commands", HOOK)

    fun hook(command: String, reason: String): Problem =
        bad("the hook `$command` cannot be read: $reason", HOOK)

    fun timezone(name: String): Problem =
        bad("there is no time zone \"$name\"", "write a name such as UTC or Europe/Berlin")

    fun transaction(name: String): Problem =
        bad("transaction cannot be \"$name\"", "write \"revision\" or \"run\"")

    fun oldTool(name: String): Problem =
        bad("from cannot be \"$name\"", "write \"flyway\", \"liquibase\" or \"alembic\"")

    fun noOldTool(): Problem =
        bad("the section does not say which tool the history comes from", "write from = \"flyway\"")

    fun online(name: String): Problem =
        bad("online cannot be \"$name\"", "write \"auto\", \"always\" or \"never\"")

    fun lockTimeout(most: Long): Problem =
        bad(
            "lock_timeout must be a number of seconds from 0 to $most",
            "write a number such as 60; 0 does not wait",
        )

    fun lockRetries(most: Int): Problem =
        bad(
            "lock_retries must be a number from 0 to $most",
            "write a number in that range; 0 never tries again",
        )

    fun gate(name: String, near: String?): Problem =
        bad(
            "gate cannot be \"$name\"",
            near?.let { "did you mean $it?" } ?: "write \"error\", \"warn\" or \"off\"",
        )

    fun level(code: String, name: String, near: String?): Problem =
        bad(
            "the rule $code cannot be \"$name\"",
            near?.let { "did you mean $it?" }
                ?: "write \"error\", \"warning\", \"info\" or \"off\"",
        )

    fun rules(): Problem =
        bad("rules must be a section of its own", "write [lint.rules], and a line for each rule")

    fun count(key: String): Problem =
        bad("$key must be a whole number above 0", "write a number such as 100_000")

    fun boolean(key: String): Problem = bad("$key must be true or false", "write $key = true")

    fun duration(key: String): Problem =
        bad(
            "$key must be a time above 0 and up to 24 days",
            "write a number with ms, s, min or h: $key = \"5s\"",
        )

    fun text(key: String): Problem =
        bad("$key must be text", "write it between quotes: $key = \"…\"")

    fun texts(key: String): Problem = bad("$key must be a list of texts", "write $key = [\"…\"]")

    /** The reason why a command cannot be read. */
    fun openQuote(): String = "a quote is not closed"

    /** The reason why a command cannot be read. */
    fun emptyCommand(): String = "the command is empty"

    private fun bad(message: String, fix: String) = Problem.of(ErrorCode.BAD_SETTING, message, fix)

    private const val HOOK = "write post_write = [\"ktfmt --kotlinlang-style {file}\"]"
}
