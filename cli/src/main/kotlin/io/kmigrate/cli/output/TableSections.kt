package io.kmigrate.cli.output

import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.SchemaHistory
import io.kmigrate.schema.Column
import io.kmigrate.schema.SqlString
import io.kmigrate.schema.Table

/** A section of a page for each table: columns, keys, indexes, and the revisions that made it. */
internal class TableSections(
    private val tables: List<Table>,
    private val history: SchemaHistory,
    private val applied: AppliedRevisions?,
) {
    private val numbers =
        tables.withIndex().associate { (number, table) -> table.name().toString() to number }
    private val referring =
        tables
            .flatMap { table -> table.foreignKeys().map { it.referencedTable() to table.name() } }
            .groupBy({ it.first }, { it.second })

    fun write(html: HtmlWriter, number: Int, table: Table) =
        html.element("section", "id" to "t$number", "data-table" to number) {
            element("h2") {
                element("a", "href" to "#t$number") { name(table.name().toString()) }
            }
            table.comment()?.let { element("p", it, "class" to "comment") }
            columns(table)
            parts(table)
            history(table)
        }

    private fun HtmlWriter.columns(table: Table) =
        grid("Columns", listOf("Column", "Type", "Null", "Default", "Key", "Comment")) {
            table.columns().forEach { column ->
                row(
                    { name(column.name()) },
                    { code(column.type().toString()) },
                    { text(if (column.nullable()) "yes" else "no") },
                    { default(column) },
                    { text(keys(table, column)) },
                    { column.comment()?.let { text(it) } },
                )
            }
        }

    private fun HtmlWriter.default(column: Column) {
        val generated = column.generated()
        val value = column.defaultValue()
        when {
            generated != null -> {
                text("generated ")
                code(SqlString.readable(generated.expression()))
            }
            column.autoIncrement() -> text("auto increment")
            value != null -> code(SqlString.readable(value.toString()))
        }
    }

    private fun keys(table: Table, column: Column): String =
        listOfNotNull(
                "primary".takeIf { column.name() in table.primaryKey()?.columns().orEmpty() },
                "foreign".takeIf { table.foreignKeys().any { column.name() in it.columns() } },
                "unique"
                    .takeIf {
                        table.uniqueConstraints().any { it.columns() == listOf(column.name()) }
                    },
            )
            .joinToString(", ")

    /** Keys, constraints and indexes, in the words of a plan. */
    private fun HtmlWriter.parts(table: Table) {
        val lines = OperationWords(CreateTable(table, false)).lines().drop(1)
        val options = table.options().map { (name, value) -> "$name $value" }
        val parts = lines.filter { it.lead.isEmpty() }.map { it.text } + options
        val others = table.foreignKeys().map { it.referencedTable().toString() }.distinct()
        val children = referring[table.name()].orEmpty().map { it.toString() }.distinct()
        if (parts.isEmpty() && children.isEmpty()) return
        element("h3", "Keys and indexes")
        element("ul") {
            parts.forEach { part -> element("li") { name(part) } }
            links("refers to", others)
            links("is referred to by", children)
        }
    }

    private fun HtmlWriter.links(words: String, names: List<String>) {
        val known = names.filter { it in numbers }
        if (known.isEmpty()) return
        element("li") {
            text("$words ")
            known.forEachIndexed { place, name ->
                if (place > 0) text(", ")
                element("a", "href" to "#t${numbers[name]}") { name(name) }
            }
        }
    }

    private fun HtmlWriter.history(table: Table) {
        val known = applied
        val titles = listOf("Revision", "Message", "Changes")
        val more = if (known == null) emptyList() else listOf("Applied", "By")
        grid("History", titles + more) {
            history.changes(table.name()).forEach { change ->
                val revision = change.revision()
                val entry = known?.entry(revision)
                val cells =
                    listOf<HtmlWriter.() -> Unit>(
                        { code(revision.id()) },
                        { name(revision.message()) },
                        {
                            element("ul") {
                                change.operations().forEach {
                                    element("li") { name(OperationDescription.of(it).headline()) }
                                }
                            }
                        },
                        { known?.let { text(moment(it, change)) } },
                        { entry?.author()?.let { name("${it.user()} on ${it.host()}") } },
                    )
                row(*cells.take(titles.size + more.size).toTypedArray())
            }
        }
    }

    private fun moment(known: AppliedRevisions, change: SchemaHistory.Change): String {
        val entry = known.entry(change.revision())
        return when {
            entry != null -> LogOutput.moment(entry.started())
            known.contains(change.revision()) -> "unknown"
            else -> "not yet"
        }
    }
}

private fun HtmlWriter.code(text: String) = element("code") { name(text) }

private fun HtmlWriter.grid(caption: String, titles: List<String>, rows: HtmlWriter.() -> Unit) {
    element("h3", caption)
    element("div", "class" to "wide") {
        element("table") {
            element("thead") { element("tr") { titles.forEach { element("th", it) } } }
            element("tbody") { rows() }
        }
    }
}

private fun HtmlWriter.row(vararg cells: HtmlWriter.() -> Unit) =
    element("tr") { cells.forEach { cell -> element("td") { cell() } } }
