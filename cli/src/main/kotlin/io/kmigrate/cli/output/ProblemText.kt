package io.kmigrate.cli.output

import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** A problem in three parts: what happened, where, what to do next. */
internal class ProblemText(private val paint: Paint) {
    fun error(problem: Problem): String = text(paint.bad("error[${problem.code.text()}]"), problem)

    fun warning(problem: Problem): String =
        text(paint.warning("warning[${problem.code.text()}]"), problem)

    private fun text(title: String, problem: Problem): String {
        val message =
            problem.message.lines() +
                problem.facts.details().map { "%-10s %s".format(it.label(), it.text()) }
        val lines = mutableListOf("$title: ${message.first()}")
        message.drop(1).mapTo(lines) { "  $it" }
        problem.location?.let { lines += place(it) }
        problem.fix?.let { fix ->
            fix.command().lines().forEachIndexed { index, line ->
                lines += if (index == 0) "  ${paint.faint("fix")}  $line" else "       $line"
            }
        }
        return lines.joinToString("\n")
    }

    private fun place(location: Location): List<String> {
        val lines = mutableListOf("  ${paint.faint("at")}   $location")
        val excerpt = location.excerpt ?: return lines
        val number = location.line.toString()
        lines += "       ${paint.faint("$number |")} ${excerpt.trimEnd()}"
        if (location.column > 0) {
            val indent = excerpt.take(location.column - 1).map { if (it == '\t') '\t' else ' ' }
            val caret = indent.joinToString("").padEnd(location.column - 1) + paint.bad("^")
            lines += "       ${" ".repeat(number.length)} ${paint.faint("|")} $caret"
        }
        return lines
    }
}
