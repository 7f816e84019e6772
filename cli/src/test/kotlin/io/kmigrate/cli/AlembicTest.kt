package io.kmigrate.cli

import com.google.gson.JsonParser
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Path
import kotlin.io.path.name
import kotlin.io.path.readLines
import kotlin.io.path.readText
import kotlin.io.path.walk

/**
 * Each capability of Alembic's command line, graph and API is held by a test, or dropped by name.
 */
internal class AlembicTest : FunSpec() {
    private class Row(val id: String, val file: String, val place: String)

    private val rows =
        Path.of("src/test/resources/alembic.txt")
            .readLines()
            .filter { it.isNotBlank() && !it.startsWith("#") }
            .map { line ->
                val (id, file, place) = line.split(" | ", limit = 3)
                Row(id.trim(), file.trim(), place.trim())
            }

    private val sources: Map<String, Path> by lazy {
        listOf("runtime", "dsl", "cli")
            .flatMap { Path.of("../$it/src/test").walk() }
            .associateBy { it.name }
    }

    private val document by lazy { tableRows(Path.of("../docs/alembic.md")) }

    init {
        test("every capability has a row") {
            val wanted = PARTS.flatMap { (part, count) -> (1..count).map { "$part$it" } }
            rows.map { it.id }.distinct() shouldBe wanted
        }

        test("each test, scenario, case and table row that a row names exists") {
            rows
                .filterNot { isThere(it) }
                .map { "${it.id}: ${it.file}: ${it.place}" }
                .shouldBeEmpty()
        }

        test("the document leaves nothing for later, and gives a reason for what is dropped") {
            Path.of("../docs/alembic.md").readText() shouldNotContain "not yet"
            val states = document.mapNotNull { it.getOrNull(STATE) }.filter { it != "state" }
            states.shouldNotBeEmpty()
            states.forEach { state ->
                val (word, reason) =
                    Regex("(\\w+)(?:[^:]*: (.+)|.*)").matchEntire(state)!!.destructured
                word shouldBeIn listOf("works", "better", "dropped")
                (word == "dropped" && reason.isEmpty()) shouldBe false
            }
        }
    }

    private fun isThere(row: Row): Boolean =
        when {
            row.file == "docs/alembic.md" -> document.any { it.beginsWith(cells(row.place)) }
            row.file == "graph-vectors.json" -> row.place in cases
            row.file.startsWith("scenarios/") -> printed(row.file).any { it.startsWith(row.place) }
            else -> row.place in testNames(row.file)
        }

    /** The names of a spec's tests as its source has them, with variables. */
    private fun testNames(file: String): List<String> =
        sources[file]?.let { source ->
            TEST_NAME.findAll(source.readText()).map { it.groupValues[1] }.toList()
        } ?: emptyList()

    /** Comments, commands and output of a scenario, without its files. */
    private fun printed(scenario: String): List<String> =
        Path.of("src/test/resources/$scenario").readLines().takeWhile { !FILE.matches(it) }

    /** What the cases are of: `op upgrade`, `form label`, `error overlap`. */
    private val cases: Set<String> by lazy {
        val text = sources.getValue("graph-vectors.json").readText()
        JsonParser.parseString(text)
            .asJsonObject
            .getAsJsonArray("cases")
            .map { it.asJsonObject }
            .flatMap { case ->
                val kind =
                    case
                        .getAsJsonObject("expect")
                        .get("error")
                        ?.takeIf { it.isJsonObject }
                        ?.let {
                            it.asJsonObject.get("kind")
                        }
                listOf("op" to case["op"], "form" to case["form"], "error" to kind)
            }
            .mapNotNull { (what, value) -> value?.let { "$what ${it.asString}" } }
            .toSet()
    }

    private fun tableRows(document: Path): List<List<String>> =
        document
            .readLines()
            .filter { it.startsWith("| ") }
            .map { cells(it.removePrefix("|").removeSuffix("|")) }

    private fun cells(text: String): List<String> = text.split(BAR).map { it.trim() }

    private fun List<String>.beginsWith(others: List<String>): Boolean =
        size >= others.size &&
            take(others.size - 1) == others.dropLast(1) &&
            this[others.size - 1].startsWith(others.last())

    private companion object {
        /** How many there are in each part of the list. */
        val PARTS =
            listOf(
                "G" to 11,
                "C" to 20,
                "R" to 16,
                "D" to 15,
                "S" to 15,
                "E" to 22,
                "P" to 6,
                "M" to 16,
            )

        /** The column of a table that says what became of a capability. */
        const val STATE = 2
        val TEST_NAME = Regex("""\btest\(\s*"((?:[^"\\]|\\.)*)"""")
        val FILE = Regex("-- \\S+ --")
        val BAR = Regex("""(?<!\\)\|""")
    }
}
