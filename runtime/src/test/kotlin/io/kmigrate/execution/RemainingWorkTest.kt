package io.kmigrate.execution

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.OperationCase
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.creation
import io.kmigrate.dialect.operationCases
import io.kmigrate.dialect.run
import io.kmigrate.dialect.statement
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.AlterSequence
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateSchema
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.DropSchema
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RowsTable
import io.kmigrate.operation.ValidateConstraint
import io.kmigrate.schema.Index
import io.kmigrate.schema.View
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.table
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.SQLException
import kotlin.jvm.optionals.getOrNull

/** Whether the catalog shows, for each kind of operation, what is left of it. */
class RemainingWorkTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (Connection) -> Unit) =
                spec.test("$kind: $name") { kind.fresh().connection.use(check) }

            operationCases.filter(::isAsked).forEach { case ->
                test(
                    "${case.kind}: ${case.name}: the whole operation is left before it ran, and nothing after it"
                ) { connection ->
                    if (!connection.prepare(case)) return@test
                    val isSomething = connection.isSomething(case.operation) ?: return@test
                    if (case.operation.apply(case.before) != case.before) {
                        connection.remaining(case.operation) shouldBe
                            remainderBefore(case).filter { isSomething }
                    }
                    connection.run(dialect(connection), case.operation)
                    val remaining = connection.remaining(case.operation)
                    remaining shouldBeIn setOf(remainderWhenDone(case), emptyList())
                    val done = dialect(connection).introspector().introspect(connection)
                    connection.run(dialect(connection), *remaining!!.toTypedArray())
                    dialect(connection).introspector().introspect(connection) shouldBe done
                }
            }

            test("a table that lacks an index gets that index alone") { connection ->
                val index = Index.of("ix_one", "name")
                connection.run(dialect(connection), create("one"))
                connection.remaining(
                    CreateTable(table("one").withIndexes(listOf(index)), false)
                ) shouldBe listOf(CreateIndex(table("one").name(), index, false, false))
            }

            test("a table of the same name with other columns does not count as done") { connection
                ->
                connection.statement("create table one (other integer)")
                connection.remaining(create("one")) shouldBe null
            }

            test("the catalog cannot show rows and opaque steps") { connection ->
                operationCases
                    .map { it.operation }
                    .filter { it.isOpaque || RowsTable.of(it).isPresent }
                    .map { connection.remaining(it) }
                    .toSet() shouldBe setOf(null)
            }
        }

        test("an index that PostgreSQL left invalid is dropped before it is created again") {
            TestDatabase.POSTGRESQL.fresh().connection.use { connection ->
                val operation =
                    CreateIndex(
                        table("one").name(),
                        Index.of("ux one", "name").withUnique(true),
                        false,
                        true,
                    )
                connection.run(dialect(connection), create("one"))
                connection.statement("insert into one values (1, 'same'), (2, 'same')")
                shouldThrow<SQLException> { connection.run(dialect(connection), operation) }
                val remaining = connection.remaining(operation)
                remaining shouldBe
                    listOf(DropIndex("ux one", table("one").name(), false, true), operation)
                connection.statement("delete from one where id = 2")
                connection.run(dialect(connection), *remaining!!.toTypedArray())
                connection.remaining(operation)!!.shouldBeEmpty()
            }
        }
    })

/** Operations whose effect a catalog shows. */
private fun isAsked(case: OperationCase): Boolean =
    !case.operation.isOpaque && RowsTable.of(case.operation).isEmpty

/** The operation, or a form of it that does no harm when it was done. */
private fun remainderBefore(case: OperationCase): List<Operation> =
    when (val operation = case.operation) {
        is CreateSchema -> listOf(CreateSchema(operation.name(), true))
        is DropSchema -> listOf(DropSchema(operation.name(), true))
        else -> listOf(operation)
    }

/** What can be done twice is. */
private fun remainderWhenDone(case: OperationCase): List<Operation> =
    when (val operation = case.operation) {
        is AlterColumn -> remainderWhenDone(operation)
        is CreateSchema,
        is DropSchema -> remainderBefore(case)
        is AlterSequence,
        is ValidateConstraint -> listOf(operation)
        is CreateView -> listOf(operation).filter { operation.orReplace() }
        is CreateProgram -> listOf(operation).filter { operation.orReplace() }
        else -> emptyList()
    }

private fun remainderWhenDone(alter: AlterColumn): List<Operation> {
    val change = alter.change().withoutTypeNameAndPlace()
    return if (change == ColumnChange.none()) emptyList()
    else listOf(AlterColumn(alter.table(), alter.change().newName() ?: alter.column(), change))
}

private fun ColumnChange.withoutTypeNameAndPlace() =
    ColumnChange(
        null,
        null,
        nullable(),
        defaultChange(),
        identityChange(),
        generatedChange(),
        collationChange(),
        comment(),
        null,
        null,
    )

private fun dialect(connection: Connection) = Dialects.forConnection(connection)

/** False where this database cannot have what the case starts from. */
private fun Connection.prepare(case: OperationCase): Boolean {
    val (readers, others) = case.objects.partition { it is View }
    val tables = case.start.sortedBy { it.foreignKeys().size }.map { CreateTable(it, false) }
    return (others.map(::creation) + tables + readers.map(::creation)).all(::runs)
}

/** False where this database cannot do it. */
private fun Connection.runs(operation: Operation): Boolean =
    try {
        run(dialect(this), operation)
        true
    } catch (_: UnsupportedOperationByDialectException) {
        false
    }

/** False where this database needs no statement for it, null where it cannot do it. */
private fun Connection.isSomething(operation: Operation): Boolean? =
    try {
        dialect(this).let { it.render(operation, it.introspector().catalog(this)).isNotEmpty() }
    } catch (_: UnsupportedOperationByDialectException) {
        null
    }

/** Null where the catalog cannot tell. */
private fun Connection.remaining(operation: Operation): List<Operation>? =
    dialect(this).let {
        RemainingWork(it, it.introspector().catalog(this)) { it.introspector().introspect(this) }
            .of(operation)
            .getOrNull()
    }
