package io.kmigrate.cli.output

import io.kmigrate.compare.Change
import io.kmigrate.compare.Comparison
import io.kmigrate.diff.RenameCandidate
import io.kmigrate.lint.Finding
import io.kmigrate.operation.OperationDescription

/** What separates two schemas, for people and for programs. */
internal class ChangesOutput(private val comparison: Comparison) {
    fun json(): Map<String, Any?> =
        linkedMapOf(
            "operations" to operations(),
            "candidates" to comparison.candidates().map(::candidate),
            "notCompared" to comparison.notCompared(),
        )

    fun operations(): List<Map<String, Any?>> =
        comparison.changes().map { change ->
            val shape = ChangeShape.of(change)
            listOf(
                    "op" to shape.op,
                    "table" to shape.table,
                    "column" to shape.column,
                    "name" to shape.name,
                    "newName" to shape.newName,
                    "newSchema" to shape.newSchema,
                    "columns" to shape.columns.takeIf { it.isNotEmpty() },
                    "changes" to shape.changes.takeIf { it.isNotEmpty() },
                    "sql" to shape.sql,
                    "danger" to change.danger(),
                    "findings" to change.findings().map(::finding).takeIf { it.isNotEmpty() },
                )
                .filter { it.second != null }
                .toMap(linkedMapOf())
        }

    private fun finding(finding: Finding): Map<String, Any?> =
        linkedMapOf(
            "code" to finding.code(),
            "severity" to finding.severity().name.lowercase(),
            "message" to finding.message(),
            "fix" to finding.fix(),
        )

    private fun candidate(candidate: RenameCandidate): Map<String, Any?> =
        listOf(
                "table" to candidate.table().toString(),
                "column" to candidate.from(),
                "newName" to candidate.target(),
                "score" to candidate.score(),
            )
            .filter { it.second != null }
            .toMap(linkedMapOf())

    /** A line a change, and one for what is dangerous about it. */
    fun text(paint: Paint): String =
        comparison.changes().joinToString("\n") { change ->
            val danger = change.danger()?.let { "\n    ${paint.warning(it)}" }.orEmpty()
            ChangeShape.of(change).line() + danger
        }
}

/** The parts of a change that tell it from others. */
internal class ChangeShape
private constructor(
    val op: String,
    val table: String?,
    val column: String?,
    val name: String?,
    val newName: String?,
    val newSchema: String?,
    val columns: List<String>,
    val changes: List<String>,
    val sql: String?,
) {
    /** `alterColumn students.phone: type, nullable` */
    fun line(): String {
        val subject =
            when {
                column != null -> "$table.$column"
                name != null && table != null -> "$name on $table"
                columns.isNotEmpty() -> "$table (${columns.joinToString(", ")})"
                else -> table ?: name ?: sql.orEmpty()
            }
        val detail = if (changes.isEmpty()) "" else ": " + changes.joinToString(", ")
        return "$op $subject" + ((newName ?: newSchema)?.let { " → $it" } ?: "") + detail
    }

    companion object {
        private val SPACE = Regex("\\s+")
        private const val SHOWN = 100

        private fun shortened(text: String) =
            if (text.length <= SHOWN) text else text.take(SHOWN) + " …"

        private val UNCHANGED = setOf("table", "column", "using")

        fun of(change: Change): ChangeShape {
            val description = OperationDescription.of(change.operation())
            val arguments = description.arguments()
            val isAlteration = description.op() == "alterColumn"
            return ChangeShape(
                description.op(),
                arguments["table"] as? String,
                text(arguments["column"]),
                arguments["name"] as? String,
                (arguments["newName"] as? String).takeUnless { isAlteration },
                arguments["newSchema"] as? String,
                if ("name" in arguments || description.op() == "createTable") emptyList()
                else (arguments["columns"] as? List<*>).orEmpty().map(Any?::toString),
                if (isAlteration)
                    (arguments.keys - UNCHANGED).map { if (it == "newName") "name" else it }
                else emptyList(),
                (arguments["sql"] as? String)?.replace(SPACE, " ")?.let(::shortened),
            )
        }

        /** A new column is described by all it has. */
        private fun text(column: Any?): String? =
            (column as? Map<*, *>)?.get("name")?.toString() ?: column as? String
    }
}
