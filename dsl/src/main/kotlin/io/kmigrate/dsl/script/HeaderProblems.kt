package io.kmigrate.dsl.script

import io.kmigrate.dsl.message.HeaderMessages
import io.kmigrate.failure.Problem
import io.kmigrate.failure.VisibleText
import io.kmigrate.operation.Limits
import io.kmigrate.revision.OnlineMode

/** What a script's top level must not contain. */
internal object HeaderProblems {
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
                HeaderMessages.downgradeAndIrreversible(),
            ),
            Conflict(
                setOf("downRevision", "downRevisions"),
                HeaderMessages.downRevisionAndDownRevisions(),
            ),
        )

    fun ofTimeout(word: String, text: String): Problem? =
        if (Limits.duration(text).isPresent) null else HeaderMessages.illegalTimeout(word, text)

    fun ofOnline(text: String): Problem? =
        if (OnlineMode.of(text).isPresent) null else HeaderMessages.illegalOnline(text)

    fun twice(values: List<String>): Problem? =
        values
            .firstOrNull { value -> values.count { it == value } > 1 }
            ?.let(HeaderMessages::repeatedParent)

    /** Two ids that only a character without a shape tells apart look the same. */
    private fun hasShape(character: Int) =
        VisibleText.isVisible(character) && Character.getType(character) != Character.FORMAT.toInt()

    /** What is wrong with [id]; [kind] says what it should be. */
    fun ofId(kind: String, id: String): Problem? {
        val sign = id.firstOrNull { it in FORBIDDEN || it.isWhitespace() }
        return when {
            id.isEmpty() -> HeaderMessages.emptyId(kind)
            sign != null && sign.isWhitespace() -> HeaderMessages.idWithWhiteSpace(kind, id)
            !id.codePoints().allMatch(::hasShape) ->
                HeaderMessages.idWithInvisible(kind, VisibleText.line(id))
            sign != null -> HeaderMessages.idWithSign(kind, id, sign)
            id.length > MAX_ID -> HeaderMessages.longId(kind, id.length)
            id in reserved -> HeaderMessages.reservedId(kind, id)
            else -> null
        }
    }
}
