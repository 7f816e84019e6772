package io.kmigrate.examples

import io.kmigrate.testing.PlainEnglish
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveAtLeastSize
import io.kotest.matchers.shouldBe
import java.io.File

/**
 * The names of tests follow `docs/style.md`, as documents do: a failed build shows nothing else.
 */
internal class TestNamesTest :
    FunSpec({
        val names = sources().flatMap { file -> names(file.readText()).map { "${file.name}: $it" } }

        test("the names of all tests are found") { names shouldHaveAtLeastSize 1000 }

        test("no name uses a discouraged term, or begins without a subject") {
            names
                .filterNot { it.startsWith("DocumentsTest.kt: ") }
                .flatMap(::faults)
                .shouldBeEmpty()
        }

        test("the checks see what they forbid") {
            val source =
                "test(\"\$kind: what stays\") {}\n scenario(\"a table\",\n LintCase(\n \"it is mended\""
            names(source) shouldBe listOf("\$kind: what stays", "a table", "it is mended")
            names(source).flatMap(::faults) shouldBe
                listOf(
                    "no subject: \$kind: what stays",
                    "write \"fix\" instead of \"mended\": it is mended",
                )
        }
    })

private val NAME = Regex("""\b(?:test|context|scenario|\w*Case)\(\s*"((?:[^"\\]|\\.)*)"""")

private fun names(source: String): List<String> =
    NAME.findAll(source).map { it.groupValues[1] }.toList()

private fun faults(name: String): List<String> =
    PlainEnglish.discouraged(name).map { "$it: $name" } +
        listOf("no subject: $name").filter {
            name.split(": ").any(PlainEnglish::hasNoSubject)
        }

private fun sources(): List<File> =
    File("../..")
        .walkTopDown()
        .onEnter { it.name != "target" && (it.name.startsWith("..") || !it.name.startsWith(".")) }
        .filter { it.extension == "kt" && "/src/test/kotlin/" in it.invariantSeparatorsPath }
        .toList()
