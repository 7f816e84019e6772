package io.kmigrate.cli.output

import io.kmigrate.MigrationReport

/** What a run did: `{steps: […], revisions}`. */
internal object ReportJson {
    fun of(report: MigrationReport): Map<String, Any?> =
        linkedMapOf(
            "steps" to
                report.steps().map { step ->
                    linkedMapOf(
                        "revision" to step.revision(),
                        "direction" to step.direction().name.lowercase(),
                        "message" to step.message(),
                        "milliseconds" to step.duration().toMillis(),
                    )
                },
            "revisions" to report.revisions(),
        ) + repeatables(report) + takenOver(report)

    private fun takenOver(report: MigrationReport): Map<String, Any?> =
        report.takenOver()?.let {
            mapOf("takenOver" to linkedMapOf("tool" to it.tool(), "revisions" to it.revisions()))
        } ?: emptyMap()

    private fun repeatables(report: MigrationReport): Map<String, Any?> =
        if (report.repeatables().isEmpty()) emptyMap()
        else
            mapOf(
                "repeatables" to
                    report.repeatables().map {
                        linkedMapOf(
                            "object" to it.`object`(),
                            "action" to it.action().word(),
                            "milliseconds" to it.duration().toMillis(),
                        )
                    }
            )
}
