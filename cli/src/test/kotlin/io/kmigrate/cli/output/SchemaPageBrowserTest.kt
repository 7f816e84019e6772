package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kmigrate.revision.Migration
import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.TestScope
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/** The page as a browser shows it. Pictures of it are in `target/schema-page`. */
internal class SchemaPageBrowserTest : FunSpec() {
    private val folder = tempdir().toPath()
    private val pictures = Path.of("target/schema-page").createDirectories()
    private val browser by lazy { TestBrowser() }
    private var isStarted = false

    init {
        afterSpec { if (isStarted) browser.close() }

        inBrowser("texts of others run nothing") {
            open(SchemaPages.hostile())
            value("document.querySelectorAll('script').length") shouldBe "1"
            value("document.querySelectorAll('img').length") shouldBe "0"
            value(
                "[...document.querySelectorAll('h2')].map((head) => head.textContent)[0]"
            ) shouldBe VisibleText.line(SchemaPages.HOSTILE.minOf { it })
        }

        inBrowser("tables are found by a table, a column, a comment and a revision") {
            open(SchemaPages.shop(), isOnline = true)
            for ((words, tables) in
                listOf(
                    "" to listOf("customers", "order_lines", "orders", "payments", "products"),
                    "EMAIL" to listOf("customers"),
                    "for sale" to listOf("products"),
                    "b2" to listOf("customers", "products"),
                    "orders_id int32" to listOf("order_lines", "payments"),
                    "nothing like it" to listOf(),
                )) {
                search(words)
                shown("section") shouldContainExactly tables
                shown("nav li") shouldContainExactly tables
                value("document.querySelectorAll('.box:not(.away)').length") shouldBe
                    "${tables.size}"
            }
            search("")
            look(pictures.resolve("small-light.png"))
        }

        inBrowser("a link of the diagram leads to the section of its table") {
            open(SchemaPages.shop())
            value("document.querySelectorAll('.box a')[3].getAttribute('href')") shouldBe "#t3"
            value("document.getElementById('t3').querySelector('h2').textContent") shouldBe
                "payments"
        }

        inBrowser("the page is dark where the reader wants that") {
            open(SchemaPages.shop(), isOnline = true)
            val colour = "getComputedStyle(document.body).backgroundColor"
            val light = value(colour)
            prefer("dark")
            value(colour) shouldNotBe light
            look(pictures.resolve("small-dark.png"))
            prefer("light")
            value(colour) shouldBe light
        }

        inBrowser("the page is printed without its tools, with all tables") {
            open(SchemaPages.shop())
            send("Emulation.setEmulatedMedia", "media" to "print")
            value("getComputedStyle(document.querySelector('nav')).display") shouldBe "none"
            value("getComputedStyle(document.querySelector('#search').parentNode).display") shouldBe
                "none"
            shown("section").size shouldBe 5
            send("Emulation.setEmulatedMedia", "media" to "")
            send("Page.printToPDF")["data"].asString.length shouldBeGreaterThan 1000
        }

        inBrowser("500 tables are shown and searched") {
            open(SchemaPages.large(500))
            shown("section").size shouldBe 500
            value("document.querySelectorAll('.box').length") shouldBe "500"
            search("table_499")
            // It refers to the other two.
            shown("section") shouldContainExactly listOf("table_414", "table_433", "table_499")
            search("")
            look(pictures.resolve("large-light.png"))
            value("document.querySelector('[data-zoom=all]').click()")
            prefer("dark")
            look(pictures.resolve("large-dark.png"))
            prefer("light")
        }
    }

    private fun inBrowser(name: String, steps: suspend TestBrowser.(TestScope) -> Unit) {
        test(name).config(enabledOrReasonIf = { TestBrowser.isAvailable() }) {
            isStarted = true
            browser.steps(this)
            browser.complaints().shouldBeEmpty()
        }
    }

    private fun TestBrowser.open(migrations: List<Migration>, isOnline: Boolean = false) {
        val file = folder.resolve("schema.html")
        file.writeText(SchemaPages.page(migrations, isOnline))
        open(file)
    }

    private fun TestBrowser.search(words: String) {
        value("document.getElementById('search').select()")
        value("document.getElementById('search').focus()")
        if (words.isEmpty()) value("document.execCommand('delete')") else type(words)
    }

    /** The names of the parts that can be seen. */
    private fun TestBrowser.shown(selector: String): List<String> =
        value(
                "[...document.querySelectorAll('$selector')].filter((part) => !part.hidden)" +
                    ".map((part) => (part.querySelector('h2') ?? part).textContent).join('\\n')"
            )
            .lines()
            .filter { it.isNotEmpty() }

    private fun TestBrowser.prefer(scheme: String) =
        send(
            "Emulation.setEmulatedMedia",
            "features" to listOf(mapOf("name" to "prefers-color-scheme", "value" to scheme)),
        )

    /** Errors, refusals of the security policy, and requests for anything but the page. */
    private fun TestBrowser.complaints(): List<String> =
        events
            .filter {
                when (it["method"].asString) {
                    "Log.entryAdded",
                    "Runtime.exceptionThrown",
                    "Runtime.consoleAPICalled",
                    "Page.javascriptDialogOpening" -> true
                    "Network.requestWillBeSent" -> "schema.html" !in "$it"
                    else -> false
                }
            }
            .map { "$it" }
}
