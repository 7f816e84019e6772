package io.kmigrate.examples

import java.nio.file.Path
import kotlin.io.path.readLines

/**
 * A Markdown document as a reader sees it: its links, its headings, and its prose without code.
 *
 * @property path where it is, from the root of the project
 */
internal class MarkdownDocument(val path: String, lines: List<String>) {
    /** Text at a line of the document. */
    data class Place(val path: String, val line: Int, val text: String) {
        override fun toString() = "$path:$line: $text"
    }

    /** Lines outside blocks of code; the others are empty, so that line numbers stay. */
    private val prose: List<String> = buildList {
        var inCode = false
        lines.forEach { line ->
            val isFence = line.trimStart().startsWith("```")
            add(if (inCode || isFence) "" else line)
            if (isFence) inCode = !inCode
        }
    }

    /** Where its links lead, without those that leave the project. */
    val links: List<Place> by lazy {
        prose.flatMapIndexed { index, line ->
            LINK.findAll(line.replace(INLINE_CODE, "code"))
                .map { it.groupValues[1] }
                .filterNot { URL.matchesAt(it, 0) }
                .map { Place(path, index + 1, it) }
        }
    }

    /** What links to a part of it may have behind `#`. */
    val anchors: Set<String> by lazy {
        prose.filter { HEADING.matchesAt(it, 0) }.map(::anchor).toSet()
    }

    /** Paragraphs, headings, items of lists and cells of tables, without code and marks. */
    val passages: List<Place> by lazy {
        val found = mutableListOf<Place>()
        val paragraph = StringBuilder()
        var start = 0
        fun end() {
            if (paragraph.isNotEmpty()) found += Place(path, start, plain(paragraph.toString()))
            paragraph.clear()
        }
        prose.forEachIndexed { index, line ->
            val text = line.trim()
            val item = ITEM.matchAt(text, 0)
            when {
                text.isEmpty() -> end()
                text.startsWith("|") -> {
                    end()
                    cells(text).mapTo(found) { Place(path, index + 1, plain(it)) }
                }
                HEADING.matchesAt(text, 0) -> {
                    end()
                    found += Place(path, index + 1, plain(text.replace(HEADING, "")))
                }
                else -> {
                    if (item != null) end()
                    if (paragraph.isEmpty()) start = index + 1
                    paragraph.append(text.removePrefix(item?.value.orEmpty())).append(' ')
                }
            }
        }
        end()
        found
    }

    /** The sentences of its passages. A cell or a heading is one, too. */
    val sentences: List<Place> by lazy {
        passages.flatMap { passage ->
            passage.text
                .split(SENTENCE_END)
                .filter { it.isNotBlank() }
                .map { passage.copy(text = it.trim()) }
        }
    }

    companion object {
        private val LINK = Regex("]\\(([^)\\s]+)\\)")
        private val URL = Regex("[a-z]+:")
        private val HEADING = Regex("#+ ")
        private val ITEM = Regex("(?:[-*]|\\d+\\.) ")
        private val INLINE_CODE = Regex("`[^`]*`")
        private val LINKED_TEXT = Regex("!?\\[([^]]*)]\\([^)]*\\)")
        private val TAG = Regex("<[^>]+>")
        private val CELL_END = Regex("(?<!\\\\)\\|")
        private val SENTENCE_END = Regex("(?<=[.?!][\"”)]?)\\s+")

        fun read(root: Path, path: String): MarkdownDocument =
            MarkdownDocument(path, root.resolve(path).readLines())

        private fun cells(row: String): List<String> =
            row.split(CELL_END).filter { cell -> cell.any { it != '-' && it != ':' && it != ' ' } }

        private fun plain(markdown: String): String =
            markdown
                .replace(INLINE_CODE, "`code`")
                .replace(LINKED_TEXT, "$1")
                .replace(TAG, " ")
                .replace("*", "")
                .trim()

        /** As GitHub makes it of a heading. */
        private fun anchor(heading: String): String =
            heading
                .replace(HEADING, "")
                .replace(LINKED_TEXT, "$1")
                .trim()
                .lowercase()
                .replace(Regex("[^\\p{L}\\p{N}_ -]"), "")
                .replace(' ', '-')
    }
}
