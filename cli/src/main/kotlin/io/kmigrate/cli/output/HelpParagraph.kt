package io.kmigrate.cli.output

/**
 * A paragraph that a command ends its help with: sentences, and rows of an example and its meaning.
 */
internal class HelpParagraph(text: String) {
    /** An example and its meaning. */
    class Row(val term: String, val meaning: String)

    /** Lines of one kind, one after the other. */
    private class Part(val isTable: Boolean, val lines: MutableList<String> = ArrayList())

    private val parts = ArrayList<Part>()

    init {
        for (line in text.lines()) {
            val isTable = line.startsWith(INDENT)
            if (parts.lastOrNull()?.isTable != isTable) parts += Part(isTable)
            parts.last().lines += line
        }
    }

    fun render(sentences: (String) -> String, table: (List<Row>) -> String): String =
        parts.joinToString("\n") { part ->
            if (part.isTable) table(part.lines.map(::row))
            else sentences(part.lines.joinToString(" "))
        }

    private fun row(line: String): Row {
        val cells = line.trim().split(GAP, 2)
        return Row(cells[0], cells.getOrElse(1) { "" })
    }

    private companion object {
        const val INDENT = "  "
        val GAP = Regex(" {2,}")
    }
}
