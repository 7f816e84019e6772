package io.kmigrate.testing

import io.kmigrate.failure.Location
import io.kmigrate.operation.CodeContext
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Limits
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RunCode
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName

/**
 * A migration without a script; operations are located at lines 1, 2, 3 … of `<id>.migration.kts`.
 */
fun migration(
    id: String,
    vararg parents: String,
    transactional: Boolean = true,
    down: List<Operation>? = null,
    irreversible: String? = null,
    limits: Limits = Limits.NONE,
    onlyIn: Set<String> = emptySet(),
    up: List<Operation>,
): Migration {
    val path = "$id.migration.kts"
    val located = up.mapIndexed { index, operation ->
        ScriptOperation(operation, Location.of(path, index + 1))
    }
    val downgrade =
        when {
            irreversible != null -> Migration.Irreversible(irreversible)
            down != null -> Migration.Written(down.map { ScriptOperation.of(it) })
            else -> Migration.Derived()
        }
    val revision = Revision(id, parents.toList(), emptyList(), emptyList(), "make $id", path)
    return Migration(
        revision,
        MigrationOptions(transactional, limits, null, onlyIn),
        located,
        downgrade,
    )
}

/** A table with an `id` and a `name`. */
fun table(name: String, vararg more: Column): Table =
    Table.of(
        TableName.of(name),
        listOf(
            Column.of("id", ColumnType.IntegerType(32, false)),
            Column.of("name", ColumnType.VarcharType(40)).withNullable(true),
            *more,
        ),
        PrimaryKey(null, listOf("id")),
    )

fun create(name: String): Operation = CreateTable(table(name), false)

fun sql(text: String): Operation = ExecuteSql(text)

fun code(description: String = "code", block: (CodeContext) -> Unit): Operation =
    RunCode(description) { block(it) }
