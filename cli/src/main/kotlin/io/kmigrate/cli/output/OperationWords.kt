package io.kmigrate.cli.output

import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription

/**
 * An operation in words: what it works on in the first line, then its columns and other parts, one
 * a line.
 */
internal class OperationWords(operation: Operation) {
    private val description = OperationDescription.of(operation)

    fun lines(): List<String> {
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
        return listOf(first) + parts.flatMap { (name, value) -> parts(name, value) }
    }

    private fun isListOfParts(value: Any?) =
        value is Collection<*> && value.isNotEmpty() && value.all { it is Map<*, *> }

    private fun parts(name: String, value: Any?): List<String> =
        when {
            name == "rows" -> listOf("    rows ${(value as Collection<*>).size}")
            name == "columns" -> columns((value as Collection<*>).map { it as Map<*, *> })
            value is Map<*, *> -> listOf("    ${word(name)} ${part(value)}")
            else -> (value as Collection<*>).map { "    ${word(name)} ${part(it as Map<*, *>)}" }
        }

    private fun columns(columns: List<Map<*, *>>): List<String> {
        val width = columns.maxOf { "${it["name"]}".length }
        return columns.map { "    ${"${it["name"]}".padEnd(width)}  ${attributes(it)}" }
    }

    private fun part(part: Map<*, *>): String =
        listOfNotNull(part["name"]?.toString(), attributes(part).ifEmpty { null })
            .joinToString(": ")

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
        if (value is Collection<*>) value.joinToString(", ") else oneLine("$value")

    private fun oneLine(text: String): String {
        val line = text.trim().replace(SPACE, " ")
        return if (line.length <= LONGEST) line else line.take(LONGEST) + " …"
    }

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
    }
}
