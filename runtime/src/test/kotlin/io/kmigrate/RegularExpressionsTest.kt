package io.kmigrate

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.isDirectory
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.walk

/**
 * A repeated group takes a frame of the stack for each round, so that a text of ten thousand
 * characters ends the run. A possessive one, with a plus sign behind it, takes none.
 */
class RegularExpressionsTest :
    FunSpec({
        // files -> why a repeated group may stay
        val allowed =
            mapOf(
                "ObjectReader.java" to "the words of one name; it has to give back those behind it"
            )
        val sources =
            listOf("runtime", "dsl", "cli")
                .map { Path.of("..", it, "src", "main") }
                .filter { it.isDirectory() }
                .flatMap { it.walk().toList() }
                .filter { it.extension in setOf("java", "kt") }

        fun repeated(code: String): List<String> =
            LITERAL.findAll(code).map { it.value }.filter { REPEATED.containsMatchIn(it) }.toList()

        test("no repeated group of a regular expression takes stack") {
            sources.size shouldBeGreaterThan 400
            sources
                .filterNot { it.name in allowed }
                .flatMap { file -> repeated(file.readText()).map { "$file: $it" } }
                .shouldBeEmpty()
        }

        listOf(
                "\"(?:[^']|'')*'\"" to true,
                "\"(a|b)+\"" to true,
                "\"(a|b){2,}\"" to true,
                "\"(?:[^']|'')*+'\"" to false,
                "\"(a|b)++\"" to false,
                "\"(a|b)?\"" to false,
                "\"f(x) + y\"" to false,
                "\"\\\\(x\\\\)*\"" to false,
            )
            .forEach { (code, isRepeated) ->
                test("${if (isRepeated) "takes" else "takes no"} stack: $code") {
                    repeated(code).isNotEmpty() shouldBe isRepeated
                }
            }
    }) {
    private companion object {
        val LITERAL = Regex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"")
        val REPEATED = Regex("(?<!\\\\)\\)(?:[*+]|\\{\\d+,\\})(?!\\+)")
    }
}
