package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.OperationScope
import io.kmigrate.failure.Location
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

/** A script that says where it begins, so that a test can count lines from there. */
abstract class CountedScript(parameters: Map<String, String> = emptyMap()) :
    MigrationScript(parameters) {
    private var first = 0

    /** Line 0 of the script. */
    fun start() {
        first = StackWalker.getInstance().walk { it.skip(1).findFirst().orElseThrow().lineNumber }
    }

    fun lineOf(location: Location?): Int = (location?.line() ?: 0) - first

    /** Every problem as a user sees it, with the line counted from [start]. */
    fun sentences(failure: MigrationException): List<String> =
        failure.problems().map { problem ->
            val line = problem.location()?.line() ?: 0
            val shown = if (line == 0) "" else ":+${line - first}"
            "${problem.location()?.file()}$shown ${problem.code()}: ${problem.message()} | ${problem.fix()?.command()}"
        }
}
