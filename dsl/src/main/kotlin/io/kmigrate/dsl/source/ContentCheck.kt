package io.kmigrate.dsl.source

import io.kmigrate.dsl.host.Script
import io.kmigrate.dsl.host.ScriptHost
import io.kmigrate.dsl.host.ScriptProblemsException
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Snapshot

/**
 * A generated script that is not what it should be: a fault of ours, found before it is written.
 */
public class GeneratedScriptException internal constructor(what: String, text: String) :
    MigrationException(
        Problem.of(
            "generated-script",
            "the generated script $what; nothing was written. It was:\n\n$text",
            "report this, and write the change by hand",
        )
    )

/** Compiles a script before it is written, and compares what it does with what it should do. */
internal object ContentCheck {
    /** The compiled script stays in the cache, where the next upgrade finds it. */
    fun require(content: ScriptContent, path: String, text: String) {
        val migration =
            try {
                ScriptHost.of(null) {}.load(listOf(Script(path, text)), emptyMap()).single()
            } catch (failure: ScriptProblemsException) {
                val first = failure.problems().first()
                val line = first.location()?.line() ?: 0
                throw GeneratedScriptException(
                        "does not compile: ${first.message()} (line $line)",
                        text,
                    )
                    .apply { initCause(failure) }
            }
        compare("upgrade", content.up.map { it.operation() }, migration.up(), content.before, text)
        val after = apply(content.up.map { it.operation() }, content.before)
        compare("downgrade", content.down, written(migration), after, text)
    }

    private fun written(migration: Migration): List<ScriptOperation> =
        (migration.downgrade() as Migration.Written).operations()

    private fun compare(
        word: String,
        wanted: List<Operation>,
        found: List<ScriptOperation>,
        before: Snapshot,
        text: String,
    ) {
        val operations = found.map { it.operation() }
        if (unordered(apply(operations, before)) != unordered(apply(wanted, before))) {
            throw GeneratedScriptException("does something else in its $word", text)
        }
    }

    /** What hangs on a table has no order. */
    private fun unordered(schema: Snapshot): Snapshot =
        Snapshot.of(
            schema.tables().map { table ->
                table
                    .withUniqueConstraints(table.uniqueConstraints().sortedBy { "$it" })
                    .withCheckConstraints(table.checkConstraints().sortedBy { "$it" })
                    .withForeignKeys(table.foreignKeys().sortedBy { "$it" })
                    .withExclusionConstraints(table.exclusionConstraints().sortedBy { "$it" })
                    .withIndexes(table.indexes().sortedBy { "$it" })
            },
            schema.objects(),
        )

    private fun apply(operations: List<Operation>, before: Snapshot): Snapshot =
        operations.fold(before) { schema, operation -> operation.apply(schema) }
}
