package io.kmigrate.testing

/** The words and the sentences that `docs/style.md` asks for, as checks. */
object PlainEnglish {
    /** How many words a sentence may have. */
    const val LONGEST: Int = 25

    /** Discouraged terms, as patterns, and the words to use: one word for one idea. */
    private val discouraged: Map<Regex, String> =
        mapOf(
                "mend(s|ed|ing)?" to "fix",
                "anew" to "again",
                "(stand|stands|standing|stood) on" to "parent",
                "rehears(e|es|ed|al|als|ing)" to "dry run",
                "half[- ](done|applied)" to "unfinished",
                "half[- ]?way" to "partway",
                "adopt(s|ed|ing|ion)" to "baseline",
                "undo(es|ne|ing)?" to "revert",
                "(take|takes|taking|taken|took) back" to "revert",
                "way back" to "downgrade",
                "(go|goes|going|went) on" to "continue",
                "whoever" to "anyone who",
                "somebody" to "someone",
                "nobody" to "no one",
                "that which" to "the thing that",
                "(has|have|had) no words? for" to "cannot express",
                "need(s|ed)? not" to "does not need to",
                "in the place of" to "instead of",
                "belongs? into" to "belongs in",
                "alike" to "both",
                "forth" to "again",
                "(told|tells) of" to "reports",
                "likeness" to "similarity",
                "likeliest" to "most likely",
                "as ever" to "as always",
            )
            .mapKeys { (term, _) -> Regex("\\b(?:$term)\\b", RegexOption.IGNORE_CASE) }

    private val code = Regex("`[^`]*`")
    private val withoutSubject = Regex("(?:what|whoever|that which)\\b", RegexOption.IGNORE_CASE)
    private val whiteSpace = Regex("\\s+")

    /** The discouraged terms in [text] outside code, each with the word to use. */
    fun discouraged(text: String): List<String> {
        val prose = text.replace(code, "code").replace(whiteSpace, " ")
        return discouraged.flatMap { (term, word) ->
            term.findAll(prose).map { "write \"$word\" instead of \"${it.value}\"" }
        }
    }

    /** Whether a sentence, which is no question, begins without a subject. */
    fun hasNoSubject(sentence: String): Boolean =
        withoutSubject.matchesAt(sentence.trim(), 0) && !sentence.trim().endsWith("?")

    fun isTooLong(sentence: String): Boolean =
        sentence.split(whiteSpace).count { word -> word.any(Char::isLetterOrDigit) } > LONGEST
}
