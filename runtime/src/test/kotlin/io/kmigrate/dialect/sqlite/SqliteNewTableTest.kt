package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.varchar
import io.kmigrate.execution.ExecutionEvent.StatementStarted
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Column
import io.kmigrate.schema.Index
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

private val rooms = TableName.of("rooms")

private fun add(column: Column) = AddColumn(rooms, column, null, false)

private fun index(vararg columns: String) =
    CreateIndex(rooms, Index.of("ix_" + columns.joinToString("_"), *columns), false, false)

private val later: List<Operation> =
    listOf(
        index("name"),
        add(nullable("note", varchar(200))),
        add(column("seats", int32).withDefault(literal(4))),
        index("seats", "name"),
    )

/** On SQLite a new table gets the columns that are added to it at once. */
class SqliteNewTableTest :
    FunSpec({
        fun schema(database: DataSource): Snapshot =
            database.connection.use { Dialects.forConnection(it).introspector().introspect(it) }

        /** Statements that the upgrade ran. */
        fun upgrade(database: DataSource, vararg revisions: List<Operation>): List<String> {
            val statements = mutableListOf<String>()
            val migrations = revisions.mapIndexed { place, operations ->
                val parents = if (place == 0) arrayOf() else arrayOf("r${place - 1}")
                migration("r$place", *parents, up = operations)
            }
            migrator(database, migrations) {
                    listener { if (it is StatementStarted) statements += it.sql() }
                }
                .upgrade()
            return statements
        }

        test("a new table equals one with columns added later, without ADD COLUMN") {
            val together = TestDatabase.SQLITE.fresh()
            val apart = TestDatabase.SQLITE.fresh()
            val statements = upgrade(together, listOf(create("rooms")) + later)
            upgrade(apart, listOf(create("rooms")), later)
            statements.filter { "ADD COLUMN" in it }.shouldBeEmpty()
            schema(together).table(rooms) shouldBe schema(apart).table(rooms)
        }

        test("a duplicate column is reported at its own line") {
            val failure =
                shouldThrow<OperationFailedException> {
                    upgrade(
                        TestDatabase.SQLITE.fresh(),
                        listOf(create("rooms"), index("name"), add(nullable("name", int32))),
                    )
                }
            failure.problems().first().location()?.line() shouldBe 3
        }
    })
