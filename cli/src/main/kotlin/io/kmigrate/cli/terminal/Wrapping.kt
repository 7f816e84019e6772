package io.kmigrate.cli.terminal

/** Breaks text into lines between words. A word that is longer than a line stays whole. */
internal class Wrapping(private val width: Int) {
    /**
     * The text, with line breaks in it. A command between backticks stays in one line if one holds
     * it.
     *
     * @param before columns that something else takes in the first line
     * @param indent spaces before every line but the first
     */
    fun wrap(text: String, before: Int, indent: Int): String {
        if (before + text.columns <= width) {
            return text
        }
        val lines = StringBuilder()
        var column = before
        var isFirst = true
        for (word in words(text, width - indent)) {
            if (!isFirst && column + 1 + word.columns > width) {
                lines.append('\n').append(" ".repeat(indent))
                column = indent
            } else if (!isFirst) {
                lines.append(' ')
                column++
            }
            lines.append(word)
            column += word.columns
            isFirst = false
        }
        return lines.toString()
    }

    /** Every line of [text] by itself, indented as it is. */
    fun wrapLines(text: String): String =
        text.lines().joinToString("\n") { line ->
            val own = line.length - line.trimStart().length
            line.take(own) + wrap(line.drop(own), own, own + HANGING)
        }

    private fun words(text: String, longest: Int): List<String> =
        WORD.findAll(text)
            .flatMap { match ->
                val word = match.value
                if (word.columns <= longest) listOf(word) else word.split(SPACES)
            }
            .toList()

    private companion object {
        const val HANGING = 2
        val SPACES = Regex("\\s+")
        val WORD = Regex("(?:[^\\s`]|`[^`]*`|`)++")
    }
}
