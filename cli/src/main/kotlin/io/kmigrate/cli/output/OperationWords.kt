package io.kmigrate.cli.output

import io.kmigrate.cli.terminal.columns
import io.kmigrate.cli.terminal.padColumns
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription

/**
 * An operation in words: what it works on in the first line, then its columns and other parts, one
 * a line.
 */
internal class OperationWords(operation: Operation) {
    private val description = OperationDescription.of(operation)

    /**
     * @property lead begins the line, and what does not fit continues under its end; empty for text
     *   that continues a little to the right of where it begins
     */
    class Line(val indent: Int, val lead: String, val text: String)

    fun lines(): List<Line> {
        val headline = description.headline()
        val own = description.arguments().filterKeys { it !in SUBJECTS }
        val column = description.arguments()["column"] as? Map<*, *>
        val parts = own.filterValues { it is Map<*, *> || isListOfParts(it) }
        val plain =
            listOfNotNull(
                column?.let(::attributes)?.ifEmpty { null },
                attributes(own - parts.keys).ifEmpty { null },
            )
        val first = if (plain.isEmpty()) headline else "$headline: ${plain.joinToString(", ")}"
        return listOf(Line(0, "", first)) + parts.flatMap { (name, value) -> parts(name, value) }
    }

    private fun isListOfParts(value: Any?) =
        value is Collection<*> && value.isNotEmpty() && value.all { it is Map<*, *> }

    private fun parts(name: String, value: Any?): List<Line> =
        when {
            name == "rows" -> listOf(inner("rows ${(value as Collection<*>).size}"))
            name == "columns" -> columns((value as Collection<*>).map { it as Map<*, *> })
            value is Map<*, *> && name == "set" -> listOf(inner(assignments(value)))
            value is Map<*, *> -> listOf(inner("${word(name)} ${part(value)}"))
            else -> (value as Collection<*>).map { inner("${word(name)} ${part(it as Map<*, *>)}") }
        }

    private fun columns(columns: List<Map<*, *>>): List<Line> {
        val width = columns.maxOf { "${it["name"]}".columns }
        return columns.map { inner(attributes(it), "${"${it["name"]}".padColumns(width)}  ") }
    }

    private fun inner(text: String, lead: String = "") = Line(INDENT, lead, text)

    private fun part(part: Map<*, *>): String {
        val set = (part["set"] as? Map<*, *>)?.let(::assignments)
        val rest = listOfNotNull(set, attributes(part).ifEmpty { null }).joinToString(", ")
        return listOfNotNull(part["name"]?.toString(), rest.ifEmpty { null }).joinToString(": ")
    }

    private fun assignments(set: Map<*, *>): String =
        set.entries.joinToString(", ", "set ") { (column, value) -> "$column = ${shown(value)}" }

    /** `varchar(50), nullable, default 0`: the type alone, true by its name, others with it. */
    private fun attributes(part: Map<*, *>): String =
        (listOfNotNull(reference(part)) +
                part
                    .filterKeys { it != "name" && (it !in REFERENCE || "referencedTable" !in part) }
                    .mapNotNull { (name, value) -> plain("$name", value) })
            .joinToString(", ")

    /** `country refers to countries (code)`, of a foreign key. */
    private fun reference(part: Map<*, *>): String? =
        part["referencedTable"]?.let {
            "${shown(part["columns"])} refers to $it (${shown(part["referencedColumns"])})"
        }

    private fun plain(name: String, value: Any?): String? =
        when {
            name == "type" || name == "columns" -> shown(value)
            name == "nullable" -> if (value == true) "nullable" else "not null"
            name == "sql" || name == "condition" -> oneLine("$value")
            value == true -> words(name)
            value is Map<*, *> -> null
            else -> "${words(name)} ${shown(value)}"
        }

    private fun shown(value: Any?): String =
        when (value) {
            is Collection<*> -> value.joinToString(", ")
            // SQL in the place of a value.
            is Map<*, *> -> oneLine("${value["sql"]}")
            else -> oneLine("$value")
        }

    private fun oneLine(text: String): String {
        val line = text.trim().replace(SPACE, " ")
        return if (line.length <= LONGEST) line else cut(line) + " …"
    }

    /** Between words, unless the last one is a long one. */
    private fun cut(line: String): String =
        line.take(line.lastIndexOf(' ', LONGEST).takeIf { it > LONGEST / 2 } ?: LONGEST)

    /** `uniqueConstraints` is `unique constraint`, one of them. */
    private fun word(member: String): String =
        words(if (member == "indexes") "index" else member.removeSuffix("s"))

    private fun words(member: String): String =
        member.replace(CAPITAL) { " ${it.value.lowercase()}" }

    private companion object {
        /** What the first line names. */
        val SUBJECTS = setOf("table", "name", "column", "description", "variants", "parameters")
        val REFERENCE = setOf("columns", "referencedTable", "referencedColumns")
        val SPACE = Regex("\\s+")
        val CAPITAL = Regex("[A-Z]")
        const val LONGEST = 100
        const val INDENT = 4
    }
}
