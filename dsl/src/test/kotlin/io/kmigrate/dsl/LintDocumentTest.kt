package io.kmigrate.dsl

import io.kmigrate.dsl.source.OperationText
import io.kmigrate.lint.Facts
import io.kmigrate.lint.Finding
import io.kmigrate.lint.Linter
import io.kmigrate.lint.Rule
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Snapshot
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** `docs/lint.md`, made of the rules. `-Dgolden.update=true` rewrites it. */
class LintDocumentTest :
    FunSpec({
        test("the document shows the findings of the rules") {
            val text = LintDocument.text()
            if (System.getProperty("golden.update").toBoolean()) FILE.writeText(text)
            text shouldBe FILE.readText()
        }
    })

private val FILE = Path.of("../docs/lint.md")

private object LintDocument {
    private val rules: List<Rule> = Linter.standard().rules()

    fun text(): String = buildString {
        appendLine("# Lint rules")
        appendLine()
        appendLine(INTRODUCTION)
        appendLine()
        appendLine("| rule | severity | finds |")
        appendLine("|---|---|---|")
        rules.forEach {
            appendLine(
                "| [`${it.code()}`](#${it.code()}) | ${severity(it)} | ${it.documentation().title()} |"
            )
        }
        rules.forEach { append(section(it)) }
    }

    private fun severity(rule: Rule) = rule.severity().name.lowercase()

    private fun section(rule: Rule): String = buildString {
        val documentation = rule.documentation()
        val example = documentation.example()
        val schema = example.schema().fold(Snapshot.empty()) { schema, it -> it.apply(schema) }
        val findings = Linter.of(listOf(rule)).check(schema, example.operations(), Facts.unknown())
        appendLine("\n## ${rule.code()}")
        appendLine("\n${documentation.title()}.")
        appendLine("\n**Why.** ${documentation.why()}")
        appendLine("\n```kotlin")
        appendLine("// revisions before")
        appendLine(script(example.schema()))
        appendLine("\n// this revision")
        appendLine(script(example.operations()))
        appendLine("```")
        appendLine("\n```")
        findings.forEach { appendLine(shown(it)) }
        appendLine("```")
        appendLine("\n**Way out.** ${documentation.wayOut()}")
    }

    private fun script(operations: List<Operation>) =
        OperationText.of(operations).joinToString("\n")

    private fun shown(finding: Finding) =
        "${finding.severity().name.lowercase()}[${finding.code()}]: ${finding.message()}\n  fix  ${finding.fix()}"

    private val INTRODUCTION =
        """
        A rule judges one operation and the schema before it, and needs no database. `revision --autogenerate`, `diff` and
        `check` ask every rule about every change. They show the message, and `--json` has all findings with their codes.
        `revision --autogenerate` writes a change that has an error only if you agree: at the terminal, or with
        `--allow-destructive`.

        - An **error** may lose data, or may fail on the database.
        - A **warning** works, and has a better form.
        - An **info** is worth knowing.

        No rule objects to an operation on a table that the same revisions create: the table has no rows yet.

        This document is made from the rules by a test, with the real output of each example.
        """
            .trimIndent()
}
