package io.kmigrate.cli.output

import io.kmigrate.lint.LintReport
import io.kmigrate.lint.Severity

/** Findings as commands of GitHub's workflows, which shows them beside the lines. */
internal class GithubText(private val report: LintReport, private val places: LintPlaces) {
    fun lines(): String = report.entries().joinToString("\n", transform = ::line)

    private fun line(entry: LintReport.Entry): String {
        val finding = entry.finding()
        val place = places.of(entry)
        val properties =
            listOfNotNull(
                place?.let { "file=${property(it.file)}" },
                place?.takeIf { it.line > 0 }?.let { "line=${it.line}" },
                place?.takeIf { it.column > 0 }?.let { "col=${it.column}" },
                "title=${property(finding.code())}",
            )
        val message = "${finding.message()}. Fix: ${finding.fix()}."
        return "::${level(finding.severity())} ${properties.joinToString(",")}::${data(message)}"
    }

    private fun level(severity: Severity) =
        when (severity) {
            Severity.ERROR -> "error"
            Severity.WARNING -> "warning"
            Severity.INFO -> "notice"
        }

    private fun data(text: String) =
        text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    private fun property(text: String) = data(text).replace(":", "%3A").replace(",", "%2C")
}
