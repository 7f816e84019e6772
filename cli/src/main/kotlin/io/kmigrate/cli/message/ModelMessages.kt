package io.kmigrate.cli.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem
import java.util.Locale

/** Sentences about a comparison with the model: results, questions and decisions. */
internal object ModelMessages {
    /** @param other `history` or `database` */
    fun agree(other: String): String = "The model and the $other agree."

    /** @param other `history` or `database` */
    fun differ(other: String): String =
        "The $other does not match the model: run `migrate revision --autogenerate -m \"…\"`."

    /** A note: views and routines are not as `repeatable/` says. */
    fun objectsDiffer(): String =
        "Objects of repeatable/ are not as declared: the next upgrade applies them."

    /** A warning. */
    fun notCompared(subject: String): String = "not compared: $subject"

    /** A warning. */
    fun notWritten(subject: String): String = "not written: $subject"

    fun hint(old: String, option: String): String =
        "$old may have been renamed; if so, generate the revision with --rename $option"

    fun newTable(new: String, old: String): String =
        "The model has a new table $new, and no longer has $old."

    fun newColumn(new: String, old: String): String =
        "The model has a new column $new, and no longer has $old."

    fun isTableRenamed(old: String, new: String): String =
        "Was $old renamed to $new, keeping its rows?"

    fun isColumnRenamed(old: String, new: String): String =
        "Was $old renamed to $new, keeping its values?"

    /** A rename that may have happened, and how similar both sides are, from 0 to 1. */
    class PossibleRename(val old: String, val new: String, val similarity: Double)

    /** @param option the most likely one, as `--rename` takes it */
    fun undecided(renames: List<PossibleRename>, option: String): Problem =
        Problem.of(
            ErrorCode.POSSIBLE_RENAME,
            "these may be renames; only a rename keeps the data:" +
                renames.joinToString("") {
                    "\n  ${it.old} → ${it.new} (similarity %.2f)".format(Locale.ROOT, it.similarity)
                },
            "name each with --rename $option, or add --no-renames if there are none",
        )

    /** @param changes a line each */
    fun destructive(changes: List<String>): Problem =
        Problem.of(
            ErrorCode.DESTRUCTIVE_CHANGE,
            "these changes may lose data, or fail on existing rows:" + list(changes),
            "check each change, then add --allow-destructive",
        )

    fun destructiveIntroduction(changes: List<String>): String =
        "These changes may lose data, or fail on existing rows:" + list(changes)

    fun isWanted(): String = "Write the script?"

    fun refused(): String = "Nothing was written."

    fun answerYesOrNo(): String = "Answer y for yes, or n for no."

    /** @param other `history` or `database` */
    fun nothingToWrite(other: String): String = "Nothing to write: the model and the $other agree."

    fun emptyDatabase(): String = "Nothing to write: the database has no tables."

    private fun list(changes: List<String>) = changes.joinToString("") { "\n  $it" }
}
