package io.kmigrate.cli.config

/**
 * How deep the brackets of a TOML text are: its parser calls itself for each, and settings need
 * three. A text that is no TOML may be judged wrongly, and the parser refuses it.
 */
internal class TomlDepth(private val text: String) {
    private var position = 0
    private var depth = 0

    /** The line where they are deeper than [most], from 1; null when they never are. */
    fun lineDeeperThan(most: Int): Int? {
        while (position < text.length) {
            when (text[position]) {
                '[',
                '{' -> depth++
                ']',
                '}' -> depth--
                '#' -> position = text.indexOf('\n', position).orEnd()
                '"',
                '\'' -> skipString(text[position])
            }
            if (depth > most) {
                return text.substring(0, position).count { it == '\n' } + 1
            }
            position++
        }
        return null
    }

    /** Leaves [position] at the last quote. */
    private fun skipString(quote: Char) {
        val long = "$quote$quote$quote"
        val isLong = text.startsWith(long, position)
        val end = if (isLong) long else "$quote"
        position += end.length
        while (position < text.length && !text.startsWith(end, position)) {
            if (!isLong && text[position] == '\n') {
                return
            }
            if (quote == '"' && text[position] == '\\') {
                position++
            }
            position++
        }
        position += end.length - 1
    }

    private fun Int.orEnd() = if (this < 0) text.length else this
}
