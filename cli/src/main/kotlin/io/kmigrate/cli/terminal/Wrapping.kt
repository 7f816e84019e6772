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

    /**
     * A line of SQL, which means the same with the line breaks. One that may be a part of a text or
     * a comment stays as it is.
     */
    fun wrapSql(line: String, indent: Int): String {
        val own = line.length - line.trimStart().length
        if (
            own + line.trim().columns <= width || "--" in line || line.count { it == '\'' } % 2 != 0
        ) {
            return line
        }
        val lines = ArrayList<StringBuilder>()
        for (word in SQL_WORD.findAll(line).map { it.value }) {
            val last = lines.lastOrNull()
            if (last == null) lines += StringBuilder(" ".repeat(own) + word)
            else if (last.toString().columns + 1 + word.columns > width)
                lines += StringBuilder(" ".repeat(own + indent) + word)
            else last.append(' ').append(word)
        }
        return lines.joinToString("\n")
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

        /** Quoted text and names are never broken. */
        val SQL_WORD = Regex("(?:[^\\s'\"`]|'[^']*'|\"[^\"]*\"|`[^`]*`|[\"`])++")
    }
}
