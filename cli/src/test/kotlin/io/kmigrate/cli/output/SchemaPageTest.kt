package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.security.MessageDigest
import java.util.Base64
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Element
import org.w3c.dom.Node
import org.w3c.dom.NodeList
import org.xml.sax.InputSource

/** The page without a browser: all that is not its own script and style is also XML. */
internal class SchemaPageTest :
    FunSpec({
        test("no text of a schema, of a revision or of a history gets out of its place") {
            for (user in SchemaPages.HOSTILE) {
                val page = SchemaPages.page(SchemaPages.hostile(), isOnline = true, user = user)
                val body = parsed(page)
                body.all("script").size shouldBe 1
                body.all("img").shouldBeEmpty()
                val shown = SchemaPages.HOSTILE.map(VisibleText::line)
                body.all("h2").map { it.textContent } shouldContainAll shown
                body.all("td").map { it.textContent } shouldContainAll
                    shown + "${VisibleText.line(user)} on host"
                body.attributes().filter { it.startsWith("on") }.shouldBeEmpty()
                body
                    .all("a")
                    .map { it.getAttribute("href") }
                    .filterNot { it.startsWith("#") }
                    .shouldBeEmpty()
            }
        }

        test("the page loads nothing, and lets no other script run") {
            val page = SchemaPages.page(SchemaPages.shop())
            Regex("(src|action|data)=|https?:|@import|url\\((?!#)")
                .findAll(page)
                .toList()
                .shouldBeEmpty()
            for (part in listOf("style", "script")) {
                val text = page.substringAfter("<$part>").substringBefore("</$part>")
                val digest = MessageDigest.getInstance("SHA-256").digest(text.encodeToByteArray())
                page shouldContain
                    "$part-src &#39;sha256-${Base64.getEncoder().encodeToString(digest)}&#39;"
            }
        }

        test("each table has a section, a place in the list and one in the diagram") {
            val body = parsed(SchemaPages.page(SchemaPages.shop()))
            val names = listOf("customers", "order_lines", "orders", "payments", "products")
            body.all("h2").map { it.textContent } shouldContainExactly names
            body.all("li").filter { it.hasAttribute("data-table") }.map { it.textContent } shouldBe
                names
            body.all("g").map { it.all("title").first().textContent } shouldBe names
            val ids = body.all("section").map { "#" + it.getAttribute("id") }
            body.all("a").map { it.getAttribute("href") }.distinct() shouldContainExactly ids
            body.all("path").filter { it.hasAttribute("data-from") }.map { it.textContent } shouldBe
                listOf(
                    "order_lines (orders_id) → orders (id)",
                    "order_lines (products_id) → products (id)",
                    "orders (customers_id) → customers (id)",
                    "payments (orders_id) → orders (id)",
                )
        }

        test("a section shows columns, comments, keys and indexes") {
            val body = parsed(SchemaPages.page(SchemaPages.shop()))
            val customers = body.all("section").first()
            customers.textContent shouldContain "People who have bought something"
            rows(customers, 0) shouldContainExactly
                listOf(
                    "id | int32 | no |  | primary | ",
                    "name | varchar(40) | yes |  |  | ",
                    "email | varchar(254) | yes |  |  | ",
                )
            val items = customers.all("ul").first().all("li").map { it.textContent }
            items shouldContainExactly
                listOf("primary key id", "index ix_email: email", "is referred to by orders")
        }

        listOf(
                false to
                    listOf(
                        "a1 | make a1 | createTable clients",
                        "b2 | make b2 | renameTable clients",
                        "c3 | make c3 | addColumn customers.email, createIndex ix_email on customers",
                    ),
                true to
                    listOf(
                        "a1 | make a1 | createTable clients | 2026-01-02 03:04:05 UTC | ann on host",
                        "b2 | make b2 | renameTable clients | 2026-01-02 03:04:05 UTC | ann on host",
                        "c3 | make c3 | addColumn customers.email, createIndex ix_email on customers | not yet | ",
                    ),
            )
            .forEach { (isOnline, history) ->
                test("the history of a renamed table, with a database: $isOnline") {
                    val body = parsed(SchemaPages.page(SchemaPages.shop(), isOnline))
                    rows(body.all("section").first(), 1) shouldContainExactly history
                }
            }

        test("rows of data are in the history of their table") {
            val body = parsed(SchemaPages.page(SchemaPages.shop()))
            rows(body.all("section").last(), 1) shouldContainExactly
                listOf(
                    "a1 | make a1 | createTable products",
                    "b2 | make b2 | commentOnTable products, bulkInsert products",
                )
        }

        test("a schema without tables has a page, too") {
            val body =
                parsed(SchemaPages.page(listOf(io.kmigrate.testing.migration("a1", up = listOf()))))
            body.all("section").shouldBeEmpty()
            body.all("svg").shouldBeEmpty()
        }
    })

private fun parsed(page: String): Element {
    val ours = Regex("(<(style|script)>).*?(</\\2>)", RegexOption.DOT_MATCHES_ALL)
    val text = page.removePrefix("<!DOCTYPE html>").replace(ours, "$1$3")
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(InputSource(text.reader()))
        .documentElement
}

private fun NodeList.nodes(): List<Node> = (0 until length).map { item(it) }

private fun Element.all(name: String): List<Element> =
    getElementsByTagName(name).nodes().map { it as Element }

private fun Element.attributes(): List<String> =
    all("*").flatMap { element ->
        (0 until element.attributes.length).map { element.attributes.item(it).nodeName }
    }

/** The cells of a table of a section, `a | b`; items of a list are joined by commas. */
private fun rows(section: Element, table: Int): List<String> =
    section.all("tbody")[table].all("tr").map { row ->
        row.all("td").joinToString(" | ") { cell ->
            cell
                .all("li")
                .map { it.textContent }
                .ifEmpty { listOf(cell.textContent) }
                .joinToString(", ")
        }
    }
