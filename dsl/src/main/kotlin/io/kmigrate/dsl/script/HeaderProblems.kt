package io.kmigrate.dsl.script

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem
import io.kmigrate.operation.Limits

/** The sentences about a script's top level. */
internal object HeaderProblems {
    private const val ID_RULE =
        "use letters, digits, _ and . alone, up to 255 of them, as in revision = \"cd0edd614cc5\""

    private const val MAX_ID = 255
    private const val FORBIDDEN = "@+-:,"

    /** What a target on the command line means already. */
    private val reserved = setOf("head", "heads", "base", "current")

    /** Two words that exclude each other, and what to do about it. */
    class Conflict(val words: Set<String>, val problem: Problem)

    val conflicts: List<Conflict> =
        listOf(
            Conflict(
                setOf("downgrade", "irreversible"),
                Problem.of(
                    ErrorCode.CONFLICTING_WORDS,
                    "the script has a downgrade block and says that it is irreversible",
                    "keep one of the two",
                ),
            ),
            Conflict(
                setOf("downRevision", "downRevisions"),
                Problem.of(
                    ErrorCode.CONFLICTING_WORDS,
                    "the script gives both downRevision and downRevisions",
                    "keep downRevisions(…) for a merge, downRevision = \"…\" otherwise",
                ),
            ),
        )

    fun ofTimeout(word: String, text: String): Problem? =
        if (Limits.duration(text).isPresent) null
        else
            Problem.of(
                ErrorCode.ILLEGAL_TIMEOUT,
                "$word cannot be \"$text\"",
                "write a number above 0 with ms, s, min or h, as in $word = \"5s\"",
            )

    fun missingRevision(): Problem =
        Problem.of(
            ErrorCode.MISSING_REVISION,
            "the script gives no revision",
            "begin it with revision = \"…\", an id that no other script has",
        )

    fun repeated(word: String): Problem =
        Problem.of(ErrorCode.REPEATED_WORD, "the script says $word twice", "keep one of the two")

    fun misplaced(word: String): Problem =
        Problem.of(
            ErrorCode.MISPLACED_WORD,
            "$word is said inside a block",
            "move it to the top level of the script",
        )

    fun empty(word: String): Problem =
        Problem.of(ErrorCode.EMPTY_LIST, "$word names nothing", "name at least one, or remove it")

    fun twice(values: List<String>): Problem? =
        values
            .firstOrNull { value -> values.count { it == value } > 1 }
            ?.let {
                Problem.of(
                    ErrorCode.REPEATED_PARENT,
                    "downRevisions names \"$it\" twice",
                    "remove one",
                )
            }

    /** What is wrong with [id]; [what] says what it should be. */
    fun ofId(what: String, id: String): Problem? =
        idComplaint(what, id)?.let { Problem.of(ErrorCode.ILLEGAL_REVISION, it, ID_RULE) }

    private fun idComplaint(what: String, id: String): String? {
        val sign = id.firstOrNull { it in FORBIDDEN || it.isWhitespace() }
        return when {
            id.isEmpty() -> "the $what is empty"
            sign != null && sign.isWhitespace() -> "the $what \"$id\" holds white space"
            sign != null -> "the $what \"$id\" holds \"$sign\""
            id.length > MAX_ID -> "the $what is ${id.length} characters long"
            id in reserved -> "the $what \"$id\" is a word that targets use"
            else -> null
        }
    }
}
