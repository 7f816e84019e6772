package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.OperationScope
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.Migration
import io.kmigrate.revision.ScriptOperation

/** A script whose upgrade is [block]. */
fun scriptOf(block: OperationScope.() -> Unit): MigrationScript =
    object : MigrationScript(emptyMap()) {
        init {
            revision = "a1"
            upgrade(block)
        }
    }

/** What [block] describes, one line an operation. */
fun described(block: OperationScope.() -> Unit): String =
    described(scriptOf(block).toMigration("a1.migration.kts").up)

fun described(operations: List<ScriptOperation>): String =
    operations.joinToString("\n") { OperationDescription.of(it.operation()).toString() }

fun writtenDowngrade(migration: Migration): String =
    described((migration.downgrade() as Migration.Written).operations())

/** Every problem as a user sees it, lines counted from [firstLine]. */
fun sentences(failure: MigrationException, firstLine: Int = 0): List<String> =
    failure.problems().map { problem ->
        val place = problem.location()
        val line = place?.line() ?: 0
        val shown = if (line == 0) "" else ":${line - firstLine}"
        "${place?.file()}$shown ${problem.code()}: ${problem.message()} | ${problem.fix()}"
    }
