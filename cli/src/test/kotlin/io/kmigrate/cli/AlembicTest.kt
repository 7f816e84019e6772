package io.kmigrate.cli

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
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
    private class Row(val id: String, val file: String, val text: String)

    private val rows =
        Path.of("src/test/resources/alembic.txt")
            .readLines()
            .filter { it.isNotBlank() && !it.startsWith("#") }
            .map { line ->
                val (id, file, text) = line.split(" | ", limit = 3)
                Row(id.trim(), file.trim(), text)
            }

    private val tests: Map<String, Path> by lazy {
        listOf("runtime", "dsl", "cli")
            .flatMap { Path.of("../$it/src/test").walk() }
            .associateBy { it.name }
    }

    init {
        test("every capability has a row") {
            val wanted = PARTS.flatMap { (part, count) -> (1..count).map { "$part$it" } }
            rows.map { it.id }.distinct() shouldBe wanted
        }

        test("what a row names is there") {
            rows
                .filterNot { it.text in text(it.file) }
                .map { "${it.id}: ${it.text}" }
                .shouldBeEmpty()
        }

        test("the document leaves nothing for later, and gives a reason for what is dropped") {
            val document = Path.of("../docs/alembic.md").readText()
            document shouldNotContain "not yet"
            document.lines().filter { "| dropped |" in it }.shouldBeEmpty()
        }
    }

    private val texts = mutableMapOf<String, String>()

    private fun text(file: String): String =
        texts.getOrPut(file) {
            when {
                file.startsWith("docs/") -> Path.of("../$file").readText()
                file.startsWith("scenarios/") -> Path.of("src/test/resources/$file").readText()
                else -> withClue(file) { tests.getValue(file).readText() }
            }
        }

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
    }
}
