package io.kmigrate.cli.output

import io.kmigrate.cli.message.ImportMessages
import io.kmigrate.dsl.source.ImportedScripts
import io.kmigrate.importer.ImportProof
import io.kmigrate.importer.ImportReport
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.ImportedRevision
import io.kmigrate.importer.ImportedStep

/**
 * What became of the history of another tool.
 *
 * @property paths of the scripts that are new
 */
internal class ImportOutput(
    private val history: ImportedHistory,
    private val report: ImportReport,
    private val paths: List<String>,
    private val folder: String,
    private val isDryRun: Boolean,
    private val proof: ImportProof.Result?,
) {
    fun print(output: Output) {
        output.data(::json, ::text)
    }

    private fun text(): String = buildList {
        add(report.summary())
        val byHand =
            report
                .written()
                .flatMap { it.up() + it.down().orEmpty() }
                .filter {
                    it.kind() == ImportedStep.Kind.BY_HAND
                }
        shown(byHand.map { ImportMessages.byHand(it.place(), it.reason()) })
        shown(leftOut())
        val known = history.revisions().size - report.written().size
        if (known > 0) add(ImportMessages.known(known))
        proof?.let { addAll(proven(it)) }
        if (isDryRun) {
            add(ImportMessages.wouldWrite(paths.size, folder))
        } else {
            add(ImportMessages.wrote(paths.size, folder))
            add(ImportMessages.details(ImportedScripts.REPORT))
        }
    }
        .joinToString("\n")

    /** Many for the same reason are one line. */
    private fun leftOut(): List<String> =
        history
            .leftOut()
            .groupBy { it.reason() }
            .flatMap { (reason, all) ->
                if (all.size <= MOST_ALIKE) all.map { ImportMessages.leftOut(it.what(), reason) }
                else listOf(ImportMessages.leftOut(all.first().what(), all.size - 1, reason))
            }

    /** A long history has its places in the report. */
    private fun MutableList<String>.shown(lines: List<String>) {
        lines.take(MOST_LINES).forEach { add("  $it") }
        if (lines.size > MOST_LINES) {
            add("  " + ImportMessages.more(lines.size - MOST_LINES, ImportedScripts.REPORT))
        }
    }

    private fun proven(proof: ImportProof.Result): List<String> =
        listOf(
            if (proof.stopped().isEmpty() && !proof.isStepwise())
                ImportMessages.compared(proof.proved())
            else if (proof.stopped().isEmpty()) ImportMessages.proven(proof.proved())
            else ImportMessages.provenUntil(proof.proved(), proof.stopped())
        ) + proof.differences().map { "  " + ImportMessages.differs(it) }

    private fun json(): Map<String, Any?> =
        linkedMapOf(
            "tool" to history.tool(),
            "dialect" to history.dialect(),
            "dryRun" to isDryRun,
            "counts" to
                report.extents().entries.associate { it.key.name.lowercase() to it.value } +
                    ("kept" to history.revisions().size - report.written().size),
            "downgrades" to
                report.downExtents().entries.associate { it.key.name.lowercase() to it.value },
            "revisions" to history.revisions().map(::json),
            "repeatable" to
                history.scripts().map {
                    linkedMapOf(
                        "script" to it.name(),
                        "object" to it.key(),
                        "file" to it.origin().file(),
                        "remarks" to it.remarks(),
                    )
                },
            "leftOut" to
                history.leftOut().map {
                    linkedMapOf("what" to it.what(), "reason" to it.reason())
                },
            "paths" to paths,
            "proof" to
                proof?.let {
                    linkedMapOf(
                        "proved" to it.proved(),
                        "stopped" to it.stopped().ifEmpty { null },
                        "differences" to it.differences(),
                    )
                },
        )

    private val written = report.written().map { it.id() }.toSet()

    private fun isWritten(revision: ImportedRevision) = revision.id() in written

    private fun json(revision: ImportedRevision): Map<String, Any?> =
        linkedMapOf(
            "revision" to revision.id(),
            "file" to revision.origin().file(),
            "extent" to if (isWritten(revision)) revision.extent().name.lowercase() else "kept",
            "remarks" to revision.remarks().filter { isWritten(revision) },
            "steps" to
                (revision.up() + revision.down().orEmpty())
                    .filter { it.kind() != ImportedStep.Kind.TYPED && isWritten(revision) }
                    .map {
                        linkedMapOf(
                            "kind" to it.kind().name.lowercase(),
                            "place" to it.place(),
                            "reason" to it.reason(),
                        )
                    },
        )

    private companion object {
        const val MOST_LINES = 25
        const val MOST_ALIKE = 5
    }
}
