package io.kmigrate.diff

import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AddEnumValue
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.AlterSequence
import io.kmigrate.operation.CommentOnTable
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateExclusionConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateSchema
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropEnum
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.DropSequence
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameConstraint
import io.kmigrate.operation.RenameIndex
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.Column
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.SchemaObject
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE

/**
 * A difference between a database and a model.
 *
 * @param live what makes the database
 * @param expected what turns the one into the other, in words, a line each
 * @param otherwise where a database needs other operations
 * @param missing what we cannot do there, and do instead
 */
data class DiffScenario(
    val row: Int,
    val title: String,
    val live: List<Operation>,
    val wanted: Snapshot,
    val expected: List<String>,
    val on: Set<TestDatabase>,
    val otherwise: Map<TestDatabase, List<String>> = mapOf(),
    val missing: Map<TestDatabase, String> = mapOf(),
    val renames: List<Rename> = listOf(),
)

val ALL = TestDatabase.entries.toSet()
val SERVERS = ALL - SQLITE
val FAMILY = setOf(MARIADB, MYSQL)
val POSTGRES = setOf(POSTGRESQL)

/** Table `t` with a key `id` and what is given. */
fun t(vararg columns: Column): Table = table("t", *columns)

fun table(name: String, vararg columns: Column): Table =
    Table.of(
        name(name),
        listOf(column("id", int32)) + columns,
        PrimaryKey(null, listOf("id")),
    )

fun made(vararg tables: Table): List<Operation> = tables.map { CreateTable(it, false) }

fun sql(vararg statements: String): List<Operation> = statements.map { ExecuteSql(it) }

fun model(vararg tables: Table, objects: List<SchemaObject> = listOf()): Snapshot =
    Snapshot.of(tables.toList(), objects)

fun scenario(
    row: Int,
    title: String,
    live: List<Operation>,
    wanted: Snapshot,
    vararg expected: String,
    on: Set<TestDatabase> = ALL,
    otherwise: Map<TestDatabase, List<String>> = mapOf(),
    missing: Map<TestDatabase, String> = mapOf(),
    renames: List<Rename> = listOf(),
) = DiffScenario(row, title, live, wanted, expected.toList(), on, otherwise, missing, renames)

/** One table before and after. */
fun scenario(
    row: Int,
    title: String,
    live: Table,
    wanted: Table,
    vararg expected: String,
    on: Set<TestDatabase> = ALL,
    otherwise: Map<TestDatabase, List<String>> = mapOf(),
    missing: Map<TestDatabase, String> = mapOf(),
) =
    DiffScenario(
        row,
        title,
        made(live),
        model(wanted),
        expected.toList(),
        on,
        otherwise,
        missing,
    )

/** An operation in few words: what it is and what it is about. */
fun brief(operation: Operation): String =
    when (operation) {
        is CreateTable ->
            "createTable ${operation.table().name()}" +
                operation.table().foreignKeys().joinToString("") { " -> ${it.referencedTable()}" }
        is DropTable -> "dropTable ${operation.table()}"
        is RenameTable -> "renameTable ${operation.table()} ${operation.newName()}"
        is AddColumn ->
            "addColumn ${operation.table()}.${operation.column().name()}" +
                (operation.foreignKey()?.let { " -> ${it.referencedTable()}" } ?: "")
        is DropColumn -> "dropColumn ${operation.table()}.${operation.column()}"
        is RenameColumn ->
            "renameColumn ${operation.table()}.${operation.column()} ${operation.newName()}"
        is AlterColumn ->
            "alterColumn ${operation.table()}.${operation.column()} ${changes(operation)}"
        is CreateIndex -> "createIndex ${operation.index().name()}"
        is DropIndex -> "dropIndex ${operation.name()}"
        is CreatePrimaryKey ->
            "createPrimaryKey ${operation.table()} ${operation.primaryKey().columns()}"
        is CreateUniqueConstraint -> "createUniqueConstraint ${operation.constraint().name()}"
        is CreateCheckConstraint -> "createCheckConstraint ${operation.constraint().name()}"
        is CreateForeignKey -> "createForeignKey ${operation.foreignKey().name()}"
        is CreateExclusionConstraint -> "createExclusionConstraint ${operation.constraint().name()}"
        is CreateNotNullConstraint -> "createNotNullConstraint ${operation.constraint().name()}"
        is DropConstraint -> "dropConstraint ${operation.name()}"
        is RenameIndex -> "renameIndex ${operation.name()} ${operation.newName()}"
        is RenameConstraint -> "renameConstraint ${operation.name()} ${operation.newName()}"
        is CommentOnTable -> "commentOnTable ${operation.table()}"
        is CreateSchema -> "createSchema ${operation.name()}"
        is CreateEnum -> "createEnum ${operation.type().name()}"
        is AddEnumValue ->
            "addEnumValue ${operation.type()} ${operation.value()}" +
                (operation.neighbour()?.let {
                    (if (operation.beforeNeighbour()) " before " else " after ") + it
                } ?: "")
        is DropEnum -> "dropEnum ${operation.type()}"
        is CreateSequence -> "createSequence ${operation.sequence().name()}"
        is AlterSequence -> "alterSequence ${operation.sequence()}"
        is DropSequence -> "dropSequence ${operation.sequence()}"
        else -> OperationDescription.of(operation).toString()
    }

private fun changes(operation: AlterColumn): String {
    val change = operation.change()
    return listOfNotNull(
            change.type()?.let { "type" },
            change.nullable()?.let { "nullable" },
            change.defaultChange()?.let { "default" },
            change.identityChange()?.let { "identity" },
            change.generatedChange()?.let { "generated" },
            change.collationChange()?.let { "collation" },
            change.comment()?.let { "comment" },
        )
        .joinToString(" ")
}
