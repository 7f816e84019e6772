package io.kmigrate.cli.output

import io.kmigrate.plan.SchemaHistory
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import java.security.MessageDigest
import java.util.Base64

/**
 * A schema as one page, for a browser: it loads nothing, and its own script, which finds tables, is
 * the only one that may run in it.
 *
 * @param revision the target, as the user named it
 * @param applied null where no database was asked
 */
internal class SchemaPage(
    history: SchemaHistory,
    private val revision: String,
    private val applied: AppliedRevisions?,
) {
    private val schema: Snapshot = history.schema()
    private val tables: List<Table> = schema.tables().toList()
    private val sections = TableSections(tables, history, applied)

    fun text(): String {
        val html = HtmlWriter()
        html.ours("<!DOCTYPE html>\n")
        html.element("html", "lang" to "en") {
            element("head") { head() }
            lineBreak()
            element("body") { body() }
        }
        return html.toString()
    }

    private fun HtmlWriter.head() {
        element("meta", "charset" to "utf-8")
        element(
            "meta",
            "http-equiv" to "Content-Security-Policy",
            "content" to
                "default-src 'none'; style-src '${digest(STYLE)}'; script-src '${digest(SCRIPT)}'",
        )
        element(
            "meta",
            "name" to "viewport",
            "content" to "width=device-width, initial-scale=1",
        )
        element("meta", "name" to "color-scheme", "content" to "light dark")
        element("title", "Schema at $revision")
        element("style") { ours(STYLE) }
    }

    private fun HtmlWriter.body() {
        element("header") {
            element("h1") {
                text("Schema at ")
                name(revision)
            }
            element("p", summary())
            element("p", "class" to "tools") {
                element(
                    "input",
                    "id" to "search",
                    "type" to "search",
                    "placeholder" to "Table, column, comment or revision",
                    "aria-label" to "Search tables",
                )
                element("output", "id" to "found", "for" to "search")
            }
        }
        element("nav", "aria-label" to "Tables") {
            element("ol") {
                tables.forEachIndexed { number, table ->
                    element("li", "data-table" to number) {
                        element("a", "href" to "#t$number") { name(table.name().toString()) }
                    }
                }
            }
        }
        element("main") {
            if (tables.isNotEmpty()) diagram()
            tables.forEachIndexed { number, table ->
                lineBreak()
                sections.write(this, number, table)
            }
            lineBreak()
            ObjectSections(schema.objects().toList()).write(this)
        }
        element("script") { ours(SCRIPT) }
    }

    private fun HtmlWriter.diagram() {
        element("figure", "aria-label" to "Diagram") {
            element("p", "class" to "tools") {
                for ((name, label) in listOf("out" to "−", "all" to "Fit", "in" to "+")) {
                    element("button", label, "type" to "button", "data-zoom" to name)
                }
            }
            element("div", "class" to "drawing", "tabindex" to 0) {
                SchemaDiagram(tables).write(this)
            }
        }
    }

    private fun summary(): String =
        listOf(
                count(tables.size, "table"),
                count(tables.sumOf { it.columns().size }, "column"),
                count(tables.sumOf { it.foreignKeys().size }, "foreign key"),
            )
            .joinToString(", ") +
            ". " +
            if (applied == null) "No database was asked when revisions were applied."
            else "The database says when revisions were applied."

    private companion object {
        val STYLE: String = resource("schema.css")
        val SCRIPT: String = resource("schema.js")

        fun count(number: Int, noun: String): String =
            "$number $noun" + if (number == 1) "" else "s"

        fun resource(name: String): String =
            SchemaPage::class.java.getResourceAsStream(name).use {
                String(requireNotNull(it).readAllBytes(), Charsets.UTF_8)
            }

        /** As a content security policy names a part of the page. */
        fun digest(part: String): String {
            val bytes = MessageDigest.getInstance("SHA-256").digest(part.encodeToByteArray())
            return "sha256-" + Base64.getEncoder().encodeToString(bytes)
        }
    }
}
