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

    fun noFolder(): Problem =
        Problem.of(
            ErrorCode.USAGE,
            "no folder is named, and no settings of the other tool name one",
            "name the folder of its migrations",
        )

    fun wrote(count: Int, folder: String): String =
        if (count == 1) "Wrote 1 script to $folder" else "Wrote $count scripts to $folder"

    fun wouldWrite(count: Int, folder: String): String =
        if (count == 1) "1 script would be written to $folder"
        else "$count scripts would be written to $folder"

    fun known(count: Int): String =
        if (count == 1) "1 revision has a script already; the script stays as it is"
        else "$count revisions have scripts already; the scripts stay as they are"

    fun details(file: String): String = "All places that are not typed are in $file"

    fun byHand(place: String, reason: String): String = "by hand: $place: $reason"

    fun leftOut(what: String, reason: String): String = "left out: $what: $reason"
}
