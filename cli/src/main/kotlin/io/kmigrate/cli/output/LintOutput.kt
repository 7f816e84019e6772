package io.kmigrate.cli.output

import io.kmigrate.cli.message.LintMessages
import io.kmigrate.failure.Location
import io.kmigrate.lint.LintReport
import io.kmigrate.lint.Severity
import java.nio.file.Path

/** What the lint rules found, for people and for other programs. */
internal class LintOutput(private val report: LintReport, folder: Path) {
    private val places = LintPlaces(folder)

    fun print(output: Output, format: LintFormat) {
        when (format) {
            LintFormat.TEXT -> output.data(::json) { text(output.paint, output.columns) }
            LintFormat.JSON -> output.json(json())
            LintFormat.SARIF -> output.json(Sarif(report, places).document())
            LintFormat.GITHUB -> output.exactData(::json) { GithubText(report, places).lines() }
            LintFormat.JUNIT -> output.exactData(::json) { JunitXml(report, places).text() }
        }
    }

    private fun text(paint: Paint, columns: Int?): String {
        val problems = ProblemText(paint, columns)
        val findings =
            report.entries().map { entry ->
                val finding = entry.finding()
                problems.finding(
                    finding.severity(),
                    finding.code(),
                    LintMessages.finding(finding.message(), finding.fix())
                        .at(
                            places.of(entry) ?: Location.of("revision ${entry.revision().label()}")
                        ),
                )
            }
        return (findings + summary()).joinToString("\n\n")
    }

    private fun summary(): String =
        LintMessages.summary(
            report.revisions(),
            report.count(Severity.ERROR),
            report.count(Severity.WARNING),
            report.count(Severity.INFO),
        )

    private fun json(): Map<String, Any?> =
        linkedMapOf(
            "revisions" to report.revisions(),
            "errors" to report.count(Severity.ERROR),
            "warnings" to report.count(Severity.WARNING),
            "findings" to report.entries().map(::json),
        )

    private fun json(entry: LintReport.Entry): Map<String, Any?> {
        val finding = entry.finding()
        val place = places.of(entry)
        return linkedMapOf(
            "rule" to finding.code(),
            "severity" to finding.severity().name.lowercase(),
            "revision" to entry.revision().id(),
            "file" to place?.file,
            "line" to place?.line,
            "column" to place?.column,
            "table" to finding.table()?.toString(),
            "message" to finding.message(),
            "fix" to finding.fix(),
            "operation" to entry.operation(),
        )
    }
}
