package io.kmigrate.cli.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/** Sentences about the histories of other tools. */
internal object ImportMessages {
    fun noDialect(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "the kind of database that the SQL is for is not known",
            "name it with --dialect, or set url",
        )

    /** Files hold the SQL of one kind of database, and another would run them as well. */
    fun severalKinds(kinds: List<String>): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "the scripts are for ${kinds.joinToString(" and ")}, and a file has the SQL of one of them",
            "name one with --dialect, and a folder that is for this kind alone",
        )

    fun noFolder(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "no folder is named, and no settings of the other tool name one",
            "name the folder of its migrations",
        )

    fun noChangeLog(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "no change log is named",
            "name the change log that the application starts with",
        )

    fun noVersions(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "no folder of revisions is named",
            "name the folder with env.py, or its folder versions",
        )

    fun twoDatabases(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "--prove and --against need two databases",
            "write the URLs of two databases with a comma between them; --prove takes h2 and sqlite, too",
        )

    fun otherKind(found: String, wanted: String): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "a database to compare is $found, and the SQL is for $wanted",
            "name databases of $wanted, or the kind of database that the SQL is for with --dialect",
        )

    fun builtElsewhere(tool: String): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "only $tool itself can build a database from its files",
            "build one with it, and write its URL and that of an empty database: --prove URL,URL",
        )

    fun proofFailed(reason: String): Problem =
        Problem.of(
            ErrorCode.DATABASE_FAILURE,
            "the databases cannot be compared: $reason",
            "check that both can be reached, and that the user may create tables there",
        )

    fun oldSqlAlone(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "--old-sql says what --prove compares with, and --prove is missing",
            "write --prove with two empty databases, too",
        )

    fun noBaseline(file: String): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "the SQL of --baseline cannot be read: $file",
            "name a file with the SQL of what is there before the first migration",
        )

    fun compared(count: Int): String =
        "Compared at the end: the database that is there, and what $count revisions build"

    fun more(count: Int, file: String): String = "and $count more, all in $file"

    fun proven(count: Int): String =
        "Compared by building: the old SQL and the scripts, after each of $count revisions"

    fun provenUntil(count: Int, reason: String): String =
        "Compared by building: the first ${if (count == 1) "revision" else "$count revisions"}; then $reason"

    fun differs(difference: String): String = "not the same: $difference"

    fun adopted(place: String): String = "Taken over: the database is at $place"

    fun wouldAdopt(place: String): String = "The database would be taken over at $place"

    fun wrote(count: Int, folder: String): String =
        if (count == 1) "Wrote 1 script to $folder" else "Wrote $count scripts to $folder"

    fun wouldWrite(count: Int, folder: String): String =
        if (count == 1) "1 script would be written to $folder"
        else "$count scripts would be written to $folder"

    fun known(count: Int): String =
        if (count == 1) "1 revision has a script already; the script stays as it is"
        else "$count revisions have scripts already; the scripts stay as they are"

    fun secondHead(revision: String): String =
        "scripts of your own follow $revision, so the history has more than one head now"

    fun apart(heads: List<String>): String =
        "no script that is there stands beneath what was imported, so the history has the heads ${heads.joinToString()}"

    fun editedSince(file: String): String =
        "$file was edited since it was imported, and its script stays as it is"

    fun wroteFile(path: String): String = "Wrote $path"

    fun wouldWriteFile(path: String): String = "$path would be written"

    fun nothingToExport(tool: String): String = "Nothing to write: $tool knows all revisions"

    fun details(file: String): String = "All places that are not typed are in $file"

    fun byHand(place: String, reason: String): String = "by hand: $place: $reason"

    fun leftOut(what: String, reason: String): String = "left out: $what: $reason"

    fun leftOut(what: String, others: Int, reason: String): String =
        "left out: $what and $others more: $reason"
}
