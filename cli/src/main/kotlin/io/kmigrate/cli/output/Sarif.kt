package io.kmigrate.cli.output

import io.kmigrate.lint.LintReport
import io.kmigrate.lint.Linter
import io.kmigrate.lint.Rule
import io.kmigrate.lint.Severity
import java.net.URI

/** Findings in SARIF 2.1.0, the format of code scanning. */
internal class Sarif(private val report: LintReport, private val places: LintPlaces) {
    private val rules = Linter.standard().rules()

    fun document(): Map<String, Any?> =
        linkedMapOf(
            "version" to "2.1.0",
            "\$schema" to "https://json.schemastore.org/sarif-2.1.0.json",
            "runs" to
                listOf(
                    linkedMapOf(
                        "tool" to mapOf("driver" to driver()),
                        "columnKind" to "utf16CodeUnits",
                        "results" to report.entries().map(::result),
                    )
                ),
        )

    private fun driver() =
        linkedMapOf(
            "name" to "Kmigrate",
            "version" to (Sarif::class.java.`package`.implementationVersion ?: "development"),
            "rules" to rules.map(::rule),
        )

    private fun rule(rule: Rule) =
        linkedMapOf(
            "id" to rule.code(),
            "shortDescription" to text(rule.documentation().title()),
            "fullDescription" to text(rule.documentation().why()),
            "help" to text(rule.documentation().wayOut()),
            "defaultConfiguration" to mapOf("level" to level(rule.severity())),
        )

    private fun result(entry: LintReport.Entry): Map<String, Any?> {
        val finding = entry.finding()
        val place = places.of(entry)
        val result =
            linkedMapOf<String, Any?>(
                "ruleId" to finding.code(),
                "level" to level(finding.severity()),
                "message" to text("${finding.message()}. Fix: ${finding.fix()}."),
            )
        val index = rules.indexOfFirst { it.code() == finding.code() }
        if (index >= 0) result["ruleIndex"] = index
        if (place != null) {
            val region =
                if (place.line > 0)
                    mapOf("startLine" to place.line, "startColumn" to maxOf(1, place.column))
                else mapOf("startLine" to 1)
            result["locations"] =
                listOf(
                    mapOf(
                        "physicalLocation" to
                            mapOf(
                                "artifactLocation" to mapOf("uri" to uri(place.file)),
                                "region" to region,
                            )
                    )
                )
        }
        result["partialFingerprints"] =
            mapOf(
                "operation/v1" to "${entry.revision().id()}/${finding.code()}/${entry.operation()}"
            )
        return result
    }

    /** With the characters that a URI cannot have escaped. */
    private fun uri(file: String): String = URI(null, null, file, null).rawPath

    private fun text(text: String) = mapOf("text" to text)

    private fun level(severity: Severity) =
        when (severity) {
            Severity.ERROR -> "error"
            Severity.WARNING -> "warning"
            Severity.INFO -> "note"
        }
}
