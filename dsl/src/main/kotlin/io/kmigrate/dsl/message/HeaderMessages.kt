package io.kmigrate.dsl.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/** Sentences about the top level of a script: words, ids and labels. */
internal object HeaderMessages {
    fun downgradeAndIrreversible(): Problem =
        Problem.of(
            ErrorCode.CONFLICTING_WORDS,
            "the script has both a downgrade block and irreversible(…)",
            "keep one of the two",
        )

    fun downRevisionAndDownRevisions(): Problem =
        Problem.of(
            ErrorCode.CONFLICTING_WORDS,
            "the script sets both downRevision and downRevisions",
            "keep downRevisions(…) for a merge, downRevision = \"…\" otherwise",
        )

    fun illegalOnline(text: String): Problem =
        Problem.of(
            ErrorCode.ILLEGAL_ONLINE,
            "online cannot be \"$text\"",
            "write online = \"auto\", \"always\" or \"never\"",
        )

    fun illegalTimeout(word: String, text: String): Problem =
        Problem.of(
            ErrorCode.ILLEGAL_TIMEOUT,
            "$word cannot be \"$text\"",
            "write a number above 0 with ms, s, min or h: $word = \"5s\"",
        )

    fun missingRevision(): Problem =
        Problem.of(
            ErrorCode.MISSING_REVISION,
            "the script sets no revision",
            "begin the script with revision = \"…\", an id that no other script has",
        )

    fun repeated(word: String): Problem =
        Problem.of(
            ErrorCode.REPEATED_WORD,
            "the script contains $word twice",
            "keep one of the two",
        )

    fun misplaced(word: String): Problem =
        Problem.of(
            ErrorCode.MISPLACED_WORD,
            "$word is inside a block",
            "move it to the top level of the script",
        )

    fun emptyList(word: String): Problem =
        Problem.of(
            ErrorCode.EMPTY_LIST,
            "$word has no argument",
            "name at least one, or remove the line",
        )

    fun emptyEnvironment(): Problem =
        Problem.of(
            ErrorCode.EMPTY_LIST,
            "onlyIn names an empty environment",
            "write the name of an environment: onlyIn(\"staging\")",
        )

    fun repeatedParent(id: String): Problem =
        Problem.of(
            ErrorCode.REPEATED_PARENT,
            "downRevisions names \"$id\" twice",
            "remove one of the two",
        )

    fun emptyId(kind: String): Problem = illegal("the $kind is empty")

    fun idWithWhiteSpace(kind: String, id: String): Problem =
        illegal("the $kind \"$id\" contains white space")

    fun idWithSign(kind: String, id: String, sign: Char): Problem =
        illegal("the $kind \"$id\" contains \"$sign\"")

    fun idWithInvisible(kind: String, id: String): Problem =
        illegal("the $kind \"$id\" contains a character that cannot be seen")

    fun longId(kind: String, length: Int): Problem = illegal("the $kind is $length characters long")

    fun reservedId(kind: String, id: String): Problem =
        illegal("the $kind \"$id\" has a meaning in targets")

    private fun illegal(message: String): Problem =
        Problem.of(
            ErrorCode.ILLEGAL_REVISION,
            message,
            "use only letters, digits, _ and ., up to 255 of them, as in revision = \"cd0edd614cc5\"",
        )
}
