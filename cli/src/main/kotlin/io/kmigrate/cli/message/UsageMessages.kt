package io.kmigrate.cli.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/** Sentences about command lines whose words do not fit together. */
internal object UsageMessages {
    fun notUnderstood(message: String, command: String): Problem =
        usage(message, "see `$command --help`")

    fun excluded(option: String, other: String): Problem =
        usage("$option cannot be used with $other", "remove one of the two")

    fun needs(option: String, needed: String): Problem =
        usage("$option needs $needed", "add $needed, or remove $option")

    fun keepGoing(): Problem =
        usage(
            "--keep-going needs several databases",
            "name them with -n, or all with --all-databases",
        )

    fun oneDatabase(command: String): Problem =
        usage("`$command` with these options takes one database", "name one with -n")

    fun against(word: String): Problem =
        usage(
            "--against cannot be \"$word\"",
            "write database, history, or the URL of a database",
        )

    fun rename(text: String): Problem =
        usage(
            "--rename cannot be \"$text\"",
            "write --rename users.mail=email, --rename users=accounts for a table, or --rename users=billing.users for a move",
        )

    fun resolution(): Problem =
        usage(
            "resolve needs either --mark-applied or --mark-reverted",
            "look at the database first: does it have all of the revision, or none of it?",
        )

    fun severalSqlTargets(first: String, count: Int): Problem =
        usage(
            "--sql takes one target or range, not $count",
            "print a text for each: `--sql $first`; or see every statement of the run with `--plan -v`",
        )

    fun sqlWithoutDialect(known: List<String>): Problem =
        usage(
            "--sql needs to know the kind of database, and there is no URL",
            "add " + known.joinToString(" or ") { "--dialect $it" },
        )

    fun expandWithoutUrl(): Problem =
        usage(
            "--expand needs to know the kind of database, and there is no URL",
            "set url in migrate.toml, or add --url",
        )

    fun dialectWithoutSql(): Problem =
        usage(
            "--dialect needs --sql: a run asks the database for its kind",
            "add --sql, or remove --dialect",
        )

    fun dialectWithoutFormat(): Problem =
        usage("--dialect needs --format sql", "add --format sql, or remove --dialect")

    fun formatWithoutDialect(): Problem =
        usage(
            "--format sql needs to know the kind of database, and there is no URL",
            "name it with --dialect, or give a URL",
        )

    fun jsonWithFormat(format: String): Problem = excluded("--json", "--format $format")

    fun noTemplate(name: String): String =
        "there is no template $name; see `migrate list-templates`"

    fun notACount(text: String): String = "$text is not a number of steps"

    fun notATime(text: String): String = "$text is no time; write it as 30min or 2h"

    fun notATimeOfDay(text: String): String = "$text is no time of the day; write it as 06:00"

    fun backfillWithoutName(action: String): Problem =
        usage(
            "$action needs the name of a backfill",
            "add the name; see all with `migrate backfill list`",
        )

    fun longTag(longest: Int): String = "at most $longest characters"

    private fun usage(message: String, fix: String) = Problem.of(ErrorCode.USAGE, message, fix)
}
