package io.kmigrate.lint

import io.kmigrate.operation.Operation
import io.kmigrate.schema.Snapshot
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** Operations that a rule looks at, and the schema they start from. */
class LintCase(
    val title: String,
    val before: Snapshot,
    vararg operations: Operation,
    val facts: Facts = Facts.unknown(),
) {
    val operations: List<Operation> = operations.toList()
}

/**
 * What a rule finds, as reviewed: `golden/lint/<code>.txt`. `-Dgolden.update=true` rewrites the
 * file.
 *
 * @param found cases that the rule finds something in
 * @param passed cases that look alike, and are none
 */
abstract class RuleTest(rule: Rule, found: List<LintCase>, passed: List<LintCase>) :
    FunSpec({
        fun findings(case: LintCase) =
            Linter.of(listOf(rule)).check(case.before, case.operations, case.facts)

        passed.forEach { case ->
            test("${rule.code()} passes: ${case.title}") { findings(case) shouldBe listOf() }
        }

        test("${rule.code()} finds the findings of its golden file") {
            val text =
                found.joinToString("\n") { case ->
                    val lines = findings(case).map { "  ${line(it)}\n  fix: ${it.fix()}\n" }
                    check(lines.isNotEmpty()) { "nothing was found: ${case.title}" }
                    case.title + "\n" + lines.joinToString("")
                }
            val file = GOLDEN.resolve("${rule.code()}.txt")
            if (System.getProperty("golden.update").toBoolean()) {
                GOLDEN.createDirectories()
                file.writeText(text)
            }
            check(file.exists()) { "$file is missing: write it with -Dgolden.update=true" }
            text shouldBe file.readText()
        }
    }) {
    companion object {
        val GOLDEN: Path = Path.of("src/test/resources/golden/lint")

        private fun line(finding: Finding) =
            "${finding.severity().name.lowercase()}[${finding.code()}] at ${finding.place()}: ${finding.message()}"
    }
}
