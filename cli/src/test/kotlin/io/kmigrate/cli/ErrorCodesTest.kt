package io.kmigrate.cli

import io.kmigrate.failure.Outcome
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.walk

/** Holds `docs/errors.md` and the sources of all modules to the same error codes. */
internal class ErrorCodesTest : FunSpec() {
    private val document = Path.of("../docs/errors.md").readText()
    private val documented = CODE_ROW.findAll(document).map { it.groupValues[1] }.toList()
    private val produced =
        listOf("runtime", "dsl", "cli")
            .flatMap { Path.of("../$it/src/main").walk() }
            .filter { it.extension == "java" || it.extension == "kt" }
            .flatMap { SourceCodes(it).all() }
            .toSortedSet()

    init {
        test("the document lists every code that the sources produce") {
            (produced - documented.toSet()).shouldBeEmpty()
        }

        test("the document lists no code that nothing produces, and none twice") {
            (documented - produced).shouldBeEmpty()
            documented.groupingBy { it }.eachCount().filterValues { it > 1 }.keys.shouldBeEmpty()
        }

        test("the document lists every exit code") {
            val exits = EXIT_ROW.findAll(document).map { it.groupValues[1].toInt() }.toList()
            exits shouldContainAll Outcome.entries.map { it.exitCode() }
        }
    }

    /** The codes in the text of one source file. */
    private class SourceCodes(private val file: Path) {
        private val text = file.readText()

        fun all(): List<String> =
            MAKERS.filter { it.file == null || it.file == file.name }.flatMap(::codes) +
                CONSTANT.findAll(text).map { it.groupValues[1] } +
                computed()

        private fun computed(): List<String> =
            COMPUTED[file.name]?.let { (code, prefix) ->
                    code.findAll(text).map { prefix + it.groupValues[1] }.toList()
                }
                .orEmpty()

        private fun codes(maker: Maker): List<String> =
            maker.call
                .findAll(text)
                .mapNotNull { call ->
                    val argument = argument(call.range.last + 1, maker.position)
                    LITERAL.matchEntire(argument)?.groupValues?.get(1)
                        ?: null.also { checkKnown(maker, argument) }
                }
                .toList()

        /** A code that is no literal must come from a place that this test reads, too. */
        private fun checkKnown(maker: Maker, argument: String) {
            val isKnown =
                maker.takesProblemsToo ||
                    argument == "CODE" && CONSTANT.containsMatchIn(text) ||
                    argument in FORWARDED[file.name].orEmpty()
            withClue("$file gives a code in a way this test does not see: $argument") {
                check(isKnown)
            }
        }

        /** The argument number [position] of the call whose parenthesis opens before [start]. */
        private fun argument(start: Int, position: Int): String {
            var depth = 0
            var isText = false
            var first = start
            var count = 0
            for (index in start until text.length) {
                val letter = text[index]
                if (letter == '"' && text[index - 1] != '\\') isText = !isText
                if (isText) continue
                if (depth == 0 && letter in ",)") {
                    if (count == position) return text.substring(first, index).trim()
                    count++
                    first = index + 1
                }
                if (letter in "([{") depth++ else if (letter in ")]}") depth--
                if (depth < 0) break
            }
            return ""
        }
    }

    /**
     * A call that is given a code.
     *
     * @property position the code's place among the arguments
     * @property file the only file with such calls, when its name is a common one
     * @property takesProblemsToo whether there is a form without a code
     */
    private class Maker(
        name: String,
        val position: Int = 0,
        val file: String? = null,
        val takesProblemsToo: Boolean = false,
    ) {
        val call = Regex("""(?<![\w.])$name\(""")
    }

    private companion object {
        val CODE_ROW = Regex("""(?m)^\| `([a-z-]+)` \|""")
        val EXIT_ROW = Regex("""(?m)^\| (\d+) \|""")
        val LITERAL = Regex(""""([a-z]+(?:-[a-z]+)*)"""")
        val CONSTANT = Regex("""const val CODE: String = "([a-z-]+)"""")

        val MAKERS =
            listOf(
                Maker("""Problem(?:\.of)?"""),
                Maker("SchemaMismatchException"),
                Maker("ConfigException", takesProblemsToo = true),
                Maker("""Replay\.require""", position = 2),
                Maker("require", position = 2, file = "Replay.java"),
                Maker("report", position = 1, file = "GraphCheck.java"),
            )

        /** What stands for a code where a maker is declared, or hands on what it was given. */
        val FORWARDED =
            mapOf(
                "Problem.java" to setOf("String code", "code"),
                "Replay.java" to setOf("String code", "code"),
                "Rehearsal.java" to setOf("problem.code()"),
                "SchemaMismatchException.java" to setOf("String code", "code"),
                "ConfigException.kt" to setOf("code"),
                "GraphCheck.java" to setOf("String code", "code", "cycle.code()"),
                "Rehearsal.java" to setOf("problem.code()"),
                "TableChange.java" to setOf("\"unknown-\" + what"),
            )

        /** Where a code is put together: what to look for, and what goes before it. */
        val COMPUTED =
            mapOf(
                "Cycle.java" to (Regex(""""((?:dependency-)?cycle)"""") to ""),
                "TableChange.java" to (Regex("""unknown\(\s*"([a-z]+)"""") to "unknown-"),
            )
    }
}
