package io.kmigrate.cli.config

/**
 * What would keep the parser of `.env` files busy for minutes. It reads a quoted value of several
 * lines again with each line, and tries all ways to divide a line that holds other line ends.
 */
internal class EnvBounds(private val text: String) {
    fun areExceeded(): Boolean = text.any { it in LINE_ENDS } || hasEndlessValue()

    private fun hasEndlessValue(): Boolean {
        var lines = 0
        var characters = 0
        for (line in text.lineSequence()) {
            val isOpen = if (lines == 0) BEGIN.containsMatchIn(line) else true
            if (!isOpen || endsWithQuote(line, isFirst = lines == 0)) {
                lines = 0
                characters = 0
            } else {
                lines++
                characters += line.length
            }
            if (lines > MOST_LINES || characters > MOST_CHARACTERS) {
                return true
            }
        }
        return false
    }

    /** Before a comment, or at the end; the first quote of a value ends nothing. */
    private fun endsWithQuote(line: String, isFirst: Boolean): Boolean {
        val value = if (isFirst) line.substringAfter('"') else line
        return value.substringBefore('#').trimEnd().endsWith('"') || value.trimEnd().endsWith('"')
    }

    private companion object {
        /** More than any key or certificate has. */
        const val MOST_LINES = 500
        const val MOST_CHARACTERS = 1 shl 15

        /** Those of Unicode, and not of files. */
        const val LINE_ENDS = "\u0085\u2028\u2029"
        val BEGIN = Regex("""^\s*[\w.-]+\s*=\s*"""")
    }
}
