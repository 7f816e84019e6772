package io.kmigrate.cli.output

import io.kmigrate.cli.terminal.Wrapping
import io.kmigrate.cli.terminal.columns
import io.kmigrate.cli.terminal.cutToColumns
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
import io.kmigrate.lint.Severity

/**
 * A problem in three parts: what happened, where, what to do next.
 *
 * @param columns to wrap it to; null for lines as they come
 */
internal class ProblemText(private val paint: Paint, private val columns: Int? = null) {
    private val wrapping = columns?.let(::Wrapping)

    fun error(problem: Problem): String = text(paint.bad("error[${problem.code.text()}]"), problem)

    fun warning(problem: Problem): String =
        text(paint.warning("warning[${problem.code.text()}]"), problem)

    /** What a lint rule found; the problem has its words and its place. */
    fun finding(severity: Severity, rule: String, problem: Problem): String =
        text(
            when (severity) {
                Severity.ERROR -> paint.bad("error[$rule]")
                Severity.WARNING -> paint.warning("warning[$rule]")
                Severity.INFO -> "info[$rule]"
            },
            problem,
        )

    private fun text(title: String, problem: Problem): String {
        val message = problem.message.lines()
        val lines = mutableListOf("$title: ${wrapped(message.first(), title.columns + 2, 2)}")
        message.drop(1).mapTo(lines) { line ->
            val indent = 2 + line.length - line.trimStart().length
            " ".repeat(indent) + wrapped(line.trimStart(), indent, indent + 2)
        }
        problem.facts.details().flatMapTo(lines) { detail(it.label(), it.text()) }
        problem.location?.let { lines += place(it) }
        problem.fix?.let { fix ->
            fix.command().lines().forEachIndexed { index, line ->
                val label = if (index == 0) "  ${paint.faint("fix")}  " else " ".repeat(INDENT)
                lines += label + wrapped(line, INDENT, INDENT)
            }
        }
        return lines.joinToString("\n")
    }

    private fun detail(label: String, text: String): List<String> {
        val first = "  " + label.padEnd(LABEL) + " "
        return text.lines().mapIndexed { index, line ->
            val before = if (index == 0) first else "  "
            before + wrapped(line, before.length, first.length)
        }
    }

    private fun wrapped(text: String, before: Int, indent: Int): String =
        wrapping?.wrap(text, before, indent) ?: text

    private fun place(location: Location): List<String> {
        val lines = mutableListOf("  ${paint.faint("at")}   $location")
        val excerpt = location.excerpt?.trimEnd() ?: return lines
        val number = location.line.toString()
        val room = columns?.let { it - INDENT - number.length - BORDER } ?: Int.MAX_VALUE
        val shown = Excerpt.of(excerpt, location.column, room)
        lines += "       ${paint.faint("$number |")} ${shown.text}"
        if (shown.column > 0) {
            val indent = shown.text.take(shown.column - 1).map { if (it == '\t') '\t' else ' ' }
            val caret = indent.joinToString("").padEnd(shown.column - 1) + paint.bad("^")
            lines += "       ${" ".repeat(number.length)} ${paint.faint("|")} $caret"
        }
        return lines
    }

    /**
     * The part of a line of a script that fits the screen, with the place that is meant.
     *
     * @property column 1-based; 0 when no place is meant
     */
    private class Excerpt(val text: String, val column: Int) {
        companion object {
            fun of(line: String, column: Int, room: Int): Excerpt {
                if (line.columns <= room) {
                    return Excerpt(line, column)
                }
                val from = if (column <= room / 2) 0 else column - room / 2
                val text = if (from == 0) line else "…" + line.drop(from + 1)
                return Excerpt(text.cutToColumns(room), maxOf(0, column - from))
            }
        }
    }

    private companion object {
        const val INDENT = 7
        const val LABEL = 10

        /** Between the number of a line and its text. */
        const val BORDER = 3
    }
}
