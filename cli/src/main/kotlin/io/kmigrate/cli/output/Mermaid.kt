package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kmigrate.schema.Column
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table

/**
 * A schema as an entity relationship diagram, see mermaid.js.org/syntax/entityRelationshipDiagram.
 */
internal class Mermaid(private val schema: Snapshot) {
    fun text(): String =
        (listOf("erDiagram") +
                schema.tables().flatMap(::table) +
                schema.tables().flatMap { table ->
                    table.foreignKeys().map { "    " + relation(table, it) }
                })
            .joinToString("\n")

    private fun table(table: Table): List<String> =
        listOf("    ${entity(table.name().toString())} {") +
            table.columns().map { "        " + attribute(it, table) } +
            "    }"

    /** `varchar(200) email UK` */
    private fun attribute(column: Column, table: Table): String {
        val keys =
            listOfNotNull(
                "PK".takeIf { column.name() in table.primaryKey()?.columns().orEmpty() },
                "FK".takeIf { table.foreignKeys().any { column.name() in it.columns() } },
                "UK"
                    .takeIf {
                        table.uniqueConstraints().any { it.columns() == listOf(column.name()) }
                    },
            )
        return "${word(column.type().toString())} ${word(column.name())} ${keys.joinToString(", ")}"
            .trimEnd()
    }

    /** Many rows of a table have one of another: none where the columns may be null. */
    private fun relation(table: Table, key: ForeignKey): String {
        val optional =
            key.columns().any { name ->
                table.column(name).map { it.nullable() }.orElse(false)
            }
        val one = if (optional) "o|" else "||"
        return "${entity(table.name().toString())} }o--$one ${entity(key.referencedTable().toString())} : " +
            quoted(key.columns().joinToString(", "))
    }

    private fun entity(name: String): String = if (PLAIN.matches(name)) name else quoted(name)

    private fun quoted(text: String): String = "\"${VisibleText.line(text).replace("\"", "")}\""

    /** Types and names of attributes take few signs. */
    private fun word(text: String): String {
        val word = text.replace(Regex("[^\\p{L}\\p{N}_()\\[\\]-]+"), "_").trim('_')
        return if (word.isNotEmpty() && word.first().isLetter()) word else "_$word"
    }

    private companion object {
        val PLAIN = Regex("[A-Za-z_][A-Za-z0-9_]*")
    }
}
