package io.kmigrate.failure

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.io.path.writeText

/**
 * `docs/errors.md` below its marker is what [ErrorCode] says. `-Dgolden.update=true` rewrites it.
 */
class ErrorsDocumentTest :
    FunSpec({
        val file = Path.of("../docs/errors.md")

        test("the document lists every code, with its exit, meaning and remedy") {
            val text = file.readText()
            text.contains(MARKER) shouldBe true
            val expected = text.substringBefore(MARKER) + MARKER + "\n" + tables()
            if (System.getProperty("golden.update").toBoolean()) file.writeText(expected)
            file.readText() shouldBe expected
        }

        test("every code has a text of its own, which finds it") {
            ErrorCode.entries.map { it.text() }.shouldBeUnique()
            ErrorCode.entries.forEach {
                ErrorCode.of(it.text()) shouldBe it
                it.exitCode() shouldBe it.outcome().exitCode()
            }
        }

        test("the document lists every exit code") {
            val prose = file.readText().substringBefore(MARKER)
            Outcome.entries.filterNot { prose.contains("\n| ${it.exitCode()} |") } shouldBe listOf()
        }

        test("the list of exit code 3 names every code that has it") {
            val list = file.readText().substringBefore(MARKER).substringAfter("### Exit code 3")
            ErrorCode.entries
                .filter { it.outcome() == Outcome.DIFFERENT }
                .map { it.text() }
                .filterNot { list.contains("`$it`") } shouldBe listOf()
        }
    })

private const val MARKER =
    "<!-- The rest is made from ErrorCode: ErrorsDocumentTest with -Dgolden.update=true rewrites it. -->"

private fun tables(): String =
    ErrorCode.Area.entries.joinToString("\n") { area ->
        val rows =
            ErrorCode.entries
                .filter { it.area() == area }
                .joinToString("") {
                    "| <a id=\"${it.text()}\"></a>`${it.text()}` | ${it.exitCode()} | " +
                        "${it.meaning()} | ${it.remedy()} |\n"
                }
        "\n## ${area.title()}\n\n${area.introduction()}\n\n" +
            "| code | exit | meaning | remedy |\n|---|---|---|---|\n$rows"
    }
