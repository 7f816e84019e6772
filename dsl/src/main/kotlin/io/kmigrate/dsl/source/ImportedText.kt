package io.kmigrate.dsl.source

import io.kmigrate.dialect.TextFiles
import io.kmigrate.dsl.script.HeaderWords
import io.kmigrate.importer.ImportedRevision
import io.kmigrate.importer.ImportedStep
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Revision
import java.io.StringReader

/**
 * The script of a revision that another tool had, and the files of SQL that are too long for it.
 */
internal class ImportedText(private val revision: ImportedRevision, private val path: String) {
    /** Files beside the script, by name. */
    val files: Map<String, String>
        get() = longTexts

    private val longTexts = linkedMapOf<String, String>()
    private val stem = path.substringAfterLast('/').removeSuffix(".migration.kts")

    /** The whole script. */
    fun text(): String {
        val down = revision.down()
        val parts =
            listOf(
                header(),
                block("upgrade", revision.up()),
                if (down == null) DERIVED else block("downgrade", down),
            )
        return parts.joinToString("\n\n") { it.joinToString("\n") } + "\n"
    }

    private fun header(): List<String> {
        val header =
            Revision(
                revision.id(),
                revision.parents(),
                revision.dependsOn(),
                revision.branchLabels(),
                revision.message(),
                path,
            )
        return HeaderWords.of(header).map { (word, values) ->
            if (word in HeaderWords.lists) "$word(${literals(values)})"
            else "$word = ${literal(values.single())}"
        } +
            listOf("onlyIn(${literals(environments())})").filter { environments().isNotEmpty() } +
            listOf("transactional = false").filterNot { revision.transactional() }
    }

    private fun environments(): List<String> = revision.origin().environments()

    private fun block(word: String, steps: List<ImportedStep>): List<String> {
        val remarks = if (word == "upgrade") revision.remarks() else emptyList()
        val calls = remarks.map { CallLayout.comment(it) } + blocks(steps)
        return if (calls.isEmpty()) listOf("$word {}")
        else listOf("$word {") + inFunctions(calls) + "}"
    }

    /** Neighbours that run on the same databases, and under the same condition, in one block. */
    private fun blocks(steps: List<ImportedStep>): List<List<String>> {
        val groups = mutableListOf<MutableList<ImportedStep>>()
        for (step in steps) {
            val last = groups.lastOrNull()?.first()
            if (last?.databases() == step.databases() && last.guard() == step.guard()) {
                groups.last() += step
            } else {
                groups += mutableListOf(step)
            }
        }
        return groups.flatMap { group ->
            val heads = BlockText.heads(group.first().databases(), group.first().guard())
            val calls = group.flatMap { calls(it, STEP * (heads.size + 1)) }
            if (heads.isEmpty()) calls
            else {
                val isOne = group.first().guard()?.query() != null
                val parts = if (isOne) listOf(calls) else parts(calls, LONGEST_FUNCTION / 2)
                parts.map { inBlocks(heads, it.flatten()) }
            }
        }
    }

    private fun inBlocks(heads: List<String>, lines: List<String>): List<String> =
        heads.mapIndexed { depth, head -> " ".repeat(STEP * (depth + 1)) + head + " {" } +
            lines +
            heads.indices.reversed().map { " ".repeat(STEP * (it + 1)) + "}" }

    /** Many of them in functions, since a method of Java holds 64 kB. */
    private fun inFunctions(calls: List<List<String>>): List<String> {
        if (calls.sumOf(::size) <= LONGEST_FUNCTION) return calls.flatten()
        val parts = parts(calls, LONGEST_FUNCTION)
        return parts.flatMapIndexed { index, part ->
            val name = "part${index + 1}()"
            listOf("    fun $name {") +
                part.flatten().map { if (it.isEmpty()) it else "    $it" } +
                listOf("    }", "    $name")
        }
    }

    private fun parts(calls: List<List<String>>, longest: Int): List<List<List<String>>> {
        val parts = mutableListOf<MutableList<List<String>>>(mutableListOf())
        var sum = 0
        calls.forEach {
            sum += size(it)
            if (sum > longest && parts.last().isNotEmpty()) {
                parts += mutableListOf<List<String>>()
                sum = size(it)
            }
            parts.last() += it
        }
        return parts
    }

    private fun size(lines: List<String>): Int = lines.sumOf { it.length + 1 }

    private fun calls(step: ImportedStep, indent: Int): List<List<String>> =
        when (step.kind()) {
            ImportedStep.Kind.TYPED ->
                OperationText.of(step.operations().flatMap(::inPieces)).map {
                    CallLayout.of(it, indent)
                }
            ImportedStep.Kind.SQL ->
                OperationText.of(step.operations().map(::inFile)).map {
                    CallLayout.of(it, indent)
                }
            ImportedStep.Kind.BY_HAND -> listOf(byHand(step, indent))
        }

    private fun inPieces(operation: Operation): List<Operation> =
        if (operation is BulkInsert)
            operation.rows().chunked(MOST_ROWS).map { insertOf(operation, it) }
        else listOf(operation)

    /** The record's compact constructor loses the mark that values may be null. */
    @Suppress("UNCHECKED_CAST")
    private fun insertOf(whole: BulkInsert, rows: List<Map<String, Any?>>) =
        BulkInsert(whole.table(), rows as List<Map<String, Any>>)

    /** A text that no constant of Java can hold goes into a file. */
    private fun inFile(operation: Operation): Operation {
        val execute = operation as? ExecuteSql ?: return operation
        if (execute.sql().length <= LONGEST_TEXT) return operation
        val name = "$stem.${longTexts.size + 1}.sql"
        longTexts[name] = execute.sql() + ";\n"
        return TextFiles.execute(
            name,
            { StringReader(execute.sql()) },
            execute.changes(),
        )
    }

    private fun byHand(step: ImportedStep, indent: Int): List<String> {
        val reason = "${step.place()}: ${step.reason()}"
        val original = step.text().lines().map { "${" ".repeat(indent)}// $it".trimEnd() }
        return CallLayout.comment("TODO: $reason. This stood there:", indent) +
            original +
            CallLayout.of(
                "data(${literal("translate ${step.place()} by hand")}) {\n    error(${literal(reason)})\n}",
                indent,
            )
    }

    private companion object {
        const val STEP = 4
        const val LONGEST_FUNCTION = 20_000
        const val LONGEST_TEXT = 15_000
        const val MOST_ROWS = 50
        val DERIVED =
            listOf(
                "// Reverted by the inverse operations, if each has one. Otherwise write downgrade { }",
                "// or irreversible(\"why\").",
            )
    }
}
