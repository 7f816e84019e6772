package io.kmigrate.dsl

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.ServerVersion
import io.kmigrate.dsl.source.OperationText
import io.kmigrate.lint.Documentation
import io.kmigrate.lint.Facts
import io.kmigrate.lint.Finding
import io.kmigrate.lint.LintTarget
import io.kmigrate.lint.Linter
import io.kmigrate.lint.Rule
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Equivalence
import io.kmigrate.schema.Snapshot
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.util.Optional
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
        appendLine()
        appendLine(LintChapters.notRules())
        appendLine()
        append(LintChapters.squawk())
    }

    private fun severity(rule: Rule) = rule.severity().name.lowercase()

    private fun section(rule: Rule): String = buildString {
        val documentation = rule.documentation()
        val example = documentation.example()
        val schema = example.schema().fold(Snapshot.empty()) { schema, it -> it.apply(schema) }
        val findings =
            Linter.of(listOf(rule)).review(schema, listOf(example.migration()), facts(rule))
        appendLine("\n## ${rule.code()}")
        appendLine("\n${documentation.title()}.")
        if (rule.needsTarget())
            appendLine(
                "\n**Where.** ${rule.databases().versions()}."
                    .replace("**Where.** every", "**Where.** Every")
            )
        appendLine("\n**Why.** ${documentation.why()}")
        appendLine("\n```kotlin")
        if (example.schema().isNotEmpty()) {
            appendLine("// revisions before")
            appendLine(script(example.schema()))
            appendLine("\n// this revision")
        }
        appendLine(asserted(example))
        appendLine("```")
        appendLine("\n```")
        findings.entries().forEach { appendLine(shown(it.finding())) }
        appendLine("```")
        appendLine("\n**Way out.** ${documentation.wayOut()}")
    }

    private fun asserted(example: Documentation.Example): String {
        val text = script(example.operations())
        val reason = example.unsafe() ?: return text
        return "unsafe(\"$reason\") {\n${text.prependIndent("    ")}\n}"
    }

    /**
     * The first of the databases that the rule is about, in a version that it has something
     * against.
     */
    private fun facts(rule: Rule): Facts {
        if (!rule.needsTarget())
            return Facts.of(
                if (rule.code() == "no-conversion") Dialects.named("postgresql").equivalence()
                else Equivalence.asWritten()
            )
        val dialect = rule.databases().names().firstOrNull() ?: "postgresql"
        val old = if (rule.code() == "my-instant-limits") ServerVersion.of(8) else null
        return Facts.of(
            Equivalence.asWritten(),
            LintTarget.offline(dialect, Optional.ofNullable(old)),
        )
    }

    private fun script(operations: List<Operation>) =
        OperationText.of(operations).joinToString("\n")

    private fun shown(finding: Finding) =
        "${finding.severity().name.lowercase()}[${finding.code()}]: ${finding.message()}\n  fix  ${finding.fix()}"

    private val INTRODUCTION = LintChapters.introduction()
}
