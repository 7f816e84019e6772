package io.kmigrate.cli.scenario

/** A command line without anything that only a shell knows. */
internal object PlainCommand {
    private const val QUOTED = """"[^"`$\\]*"|'[^']*'"""
    private val QUOTES = Regex(QUOTED)
    private val WORD = Regex("""(?:[\w.,:/@%+=^-]|$QUOTED)+""")
    private val LINE = Regex("""migrate(?: +${WORD.pattern})*""")

    /** The arguments of a plain `migrate …`; null for all that needs a shell. */
    fun arguments(line: String): List<String>? =
        if (LINE.matches(line)) WORD.findAll(line).drop(1).map { unquoted(it.value) }.toList()
        else null

    private fun unquoted(word: String): String =
        QUOTES.replace(word) { it.value.drop(1).dropLast(1) }
}
