package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kmigrate.lint.LintReport
import io.kmigrate.lint.Severity

/** Findings as a report of JUnit, where only errors fail. */
internal class JunitXml(private val report: LintReport, private val places: LintPlaces) {
    fun text(): String = buildString {
        val failures = report.count(Severity.ERROR)
        val tests = maxOf(1, report.entries().size)
        appendLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        appendLine("<testsuites tests=\"$tests\" failures=\"$failures\">")
        appendLine(
            "  <testsuite name=\"migrate lint\" tests=\"$tests\" failures=\"$failures\" errors=\"0\" skipped=\"0\">"
        )
        if (report.entries().isEmpty()) {
            appendLine("    <testcase classname=\"migrate lint\" name=\"no findings\"/>")
        }
        report.entries().forEach { append(case(it)) }
        appendLine("  </testsuite>")
        append("</testsuites>")
    }

    private fun case(entry: LintReport.Entry): String = buildString {
        val finding = entry.finding()
        val place = places.of(entry)?.toString() ?: entry.revision().id()
        appendLine(
            "    <testcase classname=\"${escaped(entry.revision().id())}\" name=\"${escaped("${finding.code()} at $place")}\">"
        )
        val message = "${finding.message()}. Fix: ${finding.fix()}."
        if (finding.severity() == Severity.ERROR) {
            appendLine(
                "      <failure type=\"${finding.code()}\" message=\"${escaped(finding.message())}\">${escaped("$place\n$message")}</failure>"
            )
        } else {
            appendLine(
                "      <system-out>${escaped("${finding.severity().name.lowercase()}: $message")}</system-out>"
            )
        }
        appendLine("    </testcase>")
    }

    /** XML has no words for most invisible characters. */
    private fun escaped(text: String): String =
        text
            .lines()
            .joinToString("\n", transform = VisibleText::line)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("\n", "&#10;")
}
