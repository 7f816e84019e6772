package io.kmigrate.cli.output

import io.kmigrate.cli.terminal.columns
import io.kmigrate.failure.VisibleText
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Table
import kotlin.math.abs
import kotlin.math.max

/** Tables and their foreign keys as a drawing in SVG. Each table links to its section, `#t0`. */
internal class SchemaDiagram(private val tables: List<Table>) {
    private val numbers = tables.withIndex().associate { (number, table) -> table.name() to number }
    private val showsAll = tables.size <= MOST_WITH_ALL
    private val boxes = tables.map(::box)
    private val layout =
        SchemaLayout(
            boxes.map { SchemaLayout.Size(it.width, it.height) },
            tables.map { table ->
                table.foreignKeys().mapNotNull { numbers[it.referencedTable()] }.toSet()
            },
        )

    /** A column of a table, in a line of its own. */
    private class Row(val name: String, val type: String, val isKey: Boolean)

    private class Box(val title: String, val rows: List<Row>, val more: Int) {
        val width: Int = run {
            val widest = rows.maxOfOrNull { cut(it.name).columns + cut(it.type).columns + 2 } ?: 0
            (max(widest, cut(title).columns + 1) * SIGN).toInt() + 2 * PADDING
        }
        val height: Int = HEAD + (rows.size + if (more > 0) 1 else 0) * LINE + PADDING / 2

        /** The middle of a column's line; of the head for one that is not shown. */
        fun middle(column: String?): Int {
            val row = rows.indexOfFirst { it.name == column }
            return if (row < 0) HEAD / 2 else HEAD + row * LINE + LINE / 2
        }
    }

    private fun box(table: Table): Box {
        val keys =
            table.primaryKey()?.columns().orEmpty() + table.foreignKeys().flatMap { it.columns() }
        val rows = table.columns().map { Row(it.name(), it.type().toString(), it.name() in keys) }
        val wanted = if (showsAll) rows else rows.filter { it.isKey }
        val shown = wanted.take(if (showsAll) MOST_ROWS else MOST_KEYS)
        return Box(table.name().toString(), shown, rows.size - shown.size)
    }

    fun write(html: HtmlWriter) {
        val width = layout.size.width + 2 * MARGIN
        val height = layout.size.height + 2 * MARGIN
        html.element(
            "svg",
            "id" to "diagram",
            "viewBox" to "0 0 $width $height",
            "width" to width,
            "height" to height,
            "role" to "img",
            "aria-label" to "Tables and their foreign keys",
        ) {
            ours(MARKS)
            tables.forEachIndexed { number, table ->
                table.foreignKeys().forEach { key -> line(number, table, key) }
            }
            boxes.forEachIndexed { number, box -> box(number, box) }
        }
    }

    private fun HtmlWriter.box(number: Int, box: Box) {
        val place = layout.places[number]
        element(
            "g",
            "class" to "box",
            "data-table" to number,
            "transform" to "translate(${place.x + MARGIN} ${place.y + MARGIN})",
        ) {
            element("a", "href" to "#t$number") {
                element("title", VisibleText.line(box.title))
                element("rect", "width" to box.width, "height" to box.height, "rx" to 4)
                text(cut(box.title), "head", PADDING, HEAD - BASE)
                box.rows.forEachIndexed { row, column ->
                    val y = HEAD + (row + 1) * LINE - BASE
                    text(cut(column.name), if (column.isKey) "key" else null, PADDING, y)
                    text(cut(column.type), "type", box.width - PADDING, y)
                }
                if (box.more > 0) {
                    val y = HEAD + (box.rows.size + 1) * LINE - BASE
                    text("… ${box.more} more", "type more", PADDING, y)
                }
            }
        }
    }

    private fun HtmlWriter.text(text: String, kind: String?, x: Int, y: Int) =
        element("text", text, "class" to kind, "x" to x, "y" to y)

    private fun HtmlWriter.line(number: Int, table: Table, key: ForeignKey) {
        val other = numbers[key.referencedTable()] ?: return
        element(
            "path",
            "class" to "line",
            "data-from" to number,
            "data-to" to other,
            "d" to path(number, key, other),
            "marker-start" to "url(#many)",
            "marker-end" to "url(#one)",
        ) {
            val from = "${table.name()} (${key.columns().joinToString(", ")})"
            val to = "${key.referencedTable()} (${key.referencedColumns().joinToString(", ")})"
            element("title", VisibleText.line("$from → $to"))
        }
    }

    /** A curve between the sides that face each other. */
    private fun path(number: Int, key: ForeignKey, other: Int): String {
        val start = layout.places[number]
        val end = layout.places[other]
        val startWidth = boxes[number].width
        val endWidth = boxes[other].width
        val y1 = start.y + boxes[number].middle(key.columns().firstOrNull()) + MARGIN
        val y2 = end.y + boxes[other].middle(key.referencedColumns().firstOrNull()) + MARGIN
        val isRight = start.x >= end.x + endWidth
        val isLeft = end.x >= start.x + startWidth
        val x1 = start.x + MARGIN + if (isRight) 0 else startWidth
        val x2 = end.x + MARGIN + if (isLeft) 0 else endWidth
        val bend = max(BEND, abs(x1 - x2) / 2)
        val c1 = if (isRight) x1 - bend else x1 + bend
        val c2 = if (isLeft) x2 - bend else x2 + bend
        return "M$x1 ${y1}C$c1 $y1 $c2 $y2 $x2 $y2"
    }

    private companion object {
        /** Up to so many tables, all columns are shown, and not the keys alone. */
        const val MOST_WITH_ALL = 60
        const val MOST_ROWS = 20
        const val MOST_KEYS = 8
        const val LONGEST = 40

        // In units of the drawing, for a font of 12 units with signs of one width.
        const val SIGN = 7.3
        const val LINE = 18
        const val HEAD = 26
        const val BASE = 6
        const val PADDING = 10
        const val MARGIN = 24
        const val BEND = 36

        fun cut(name: String): String =
            VisibleText.line(name).let { if (it.length <= LONGEST) it else it.take(LONGEST) + "…" }

        const val MARKS =
            "<defs>" +
                "<marker id=\"many\" class=\"mark\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" " +
                "markerWidth=\"10\" markerHeight=\"10\" orient=\"auto-start-reverse\">" +
                "<path d=\"M10 0L0 5L10 10\"/></marker>" +
                "<marker id=\"one\" class=\"mark\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" " +
                "markerWidth=\"10\" markerHeight=\"10\" orient=\"auto\"><path d=\"M5 0L5 10\"/></marker>" +
                "</defs>"
    }
}
