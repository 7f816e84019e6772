package io.kmigrate.dsl.source

import io.kmigrate.dsl.host.Script
import io.kmigrate.dsl.host.ScriptHost
import io.kmigrate.dsl.host.ScriptProblemsException
import io.kmigrate.dsl.message.NewRevisionMessages
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Snapshot

/**
 * Compiles a script before it is written, and compares what it does with what it should do.
 *
 * @param look blamed for what is wrong, unless it is our own
 */
internal class ContentCheck(
    private val path: String,
    private val text: String,
    private val look: ScriptTemplate,
) {
    /** The compiled script stays in the cache, where the next upgrade finds it. */
    fun require(revision: Revision, content: ScriptContent?) {
        if (content?.hasPlaceToFill() == true) {
            return requireOnlyPlaces()
        }
        val migration = compiled()
        if (migration.revision() != revision) {
            throw wrong(NewRevisionMessages.isAnotherRevision())
        }
        if (content == null) {
            return
        }
        val up = content.up.map { it.operation() }
        compare("upgrade", up, migration.up(), content.before)
        if (look.hasDowngrade) {
            val written = (migration.downgrade() as Migration.Written).operations()
            compare("downgrade", content.down, written, apply(up, content.before))
        }
    }

    /** It compiles, and is refused for the places alone that its user is to fill in. */
    private fun requireOnlyPlaces() {
        try {
            load()
        } catch (failure: ScriptProblemsException) {
            if (failure.problems().any { it.message() != OperationMessages.usingToFill() }) {
                throw rejected(failure)
            }
        }
    }

    private fun ScriptContent.hasPlaceToFill(): Boolean =
        (up.map { it.operation() } + down).any {
            it is AlterColumn && it.change().using() == ColumnChange.TO_FILL
        }

    private fun load(): Migration =
        ScriptHost.of(null) {}.load(listOf(Script(path, text)), emptyMap()).single()

    private fun compiled(): Migration =
        try {
            load()
        } catch (failure: ScriptProblemsException) {
            throw rejected(failure)
        }

    private fun rejected(failure: MigrationException): MigrationException {
        val first = failure.problems().first()
        val line = first.location()?.line() ?: 0
        return wrong(NewRevisionMessages.doesNotCompile(first.message(), line), failure)
    }

    /** Without a template of the user's it is a fault of ours, found before it is written. */
    private fun wrong(fault: String, cause: Throwable? = null): MigrationException {
        val problem =
            if (look == ScriptTemplate.STANDARD) NewRevisionMessages.wrongScript(fault, text)
            else NewRevisionMessages.wrongTemplate(look.file, fault, text)
        return MigrationException(problem, cause)
    }

    private fun compare(
        word: String,
        wanted: List<Operation>,
        found: List<ScriptOperation>,
        before: Snapshot,
    ) {
        val result = plain(apply(found.map { it.operation() }, before))
        val expected = plain(apply(wanted, before))
        if (result != expected) {
            throw wrong(NewRevisionMessages.doesSomethingElse(word, names(result, expected)))
        }
    }

    /** What is in one of them only. */
    private fun names(result: Snapshot, expected: Snapshot): List<String> {
        val tables = result.tables().toSet() xor expected.tables().toSet()
        val objects = result.objects().toSet() xor expected.objects().toSet()
        return (tables.map { "${it.name()}" } + objects.map { "${it.name()}" }).distinct()
    }

    private infix fun <T> Set<T>.xor(other: Set<T>): Set<T> = (this - other) + (other - this)

    /** What hangs on a table has no order; types and defaults are the SQL that makes them. */
    private fun plain(schema: Snapshot): Snapshot =
        Snapshot.of(
            schema.tables().map { table ->
                table
                    .withColumns(table.columns().map(::plain))
                    .withUniqueConstraints(table.uniqueConstraints().sortedBy { "$it" })
                    .withCheckConstraints(table.checkConstraints().sortedBy { "$it" })
                    .withForeignKeys(table.foreignKeys().sortedBy { "$it" })
                    .withExclusionConstraints(table.exclusionConstraints().sortedBy { "$it" })
                    .withNotNullConstraints(table.notNullConstraints().sortedBy { "$it" })
                    .withIndexes(table.indexes().sortedBy { "$it" })
            },
            schema.objects(),
        )

    private fun plain(column: Column): Column =
        column
            .withType(CustomType(column.type().toString()))
            .withDefault(column.defaultValue()?.let { DefaultValue.Expression(sql(it)) })

    private fun apply(operations: List<Operation>, before: Snapshot): Snapshot =
        operations.fold(before) { schema, operation -> operation.apply(schema) }
}
