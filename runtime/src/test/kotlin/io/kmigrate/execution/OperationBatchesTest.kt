package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.dialect.int32
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

private val rooms = TableName.of("rooms")

private val changes: List<Operation> =
    listOf(
        AlterColumn(rooms, "name", ColumnChange.none().withType(int32)),
        CreateUniqueConstraint(rooms, UniqueConstraint("uq_name", listOf("name"))),
        AlterColumn(rooms, "name", ColumnChange.none().withNullable(false)),
    )

/** Neighbouring changes of one SQLite table, run by the executor. */
class OperationBatchesTest :
    FunSpec({
        fun run(database: DataSource, rows: String): List<String> {
            val statements = mutableListOf<String>()
            val migrator =
                Migrator.builder()
                    .dataSource(database)
                    .source(
                        MigrationSource.of(
                            listOf(
                                migration(
                                    "a1",
                                    up =
                                        listOf(
                                            create("rooms"),
                                            sql("insert into rooms values $rows"),
                                        ),
                                ),
                                migration("b2", "a1", up = changes),
                            )
                        )
                    )
                    .listener {
                        if (it is ExecutionEvent.StatementStarted) statements += it.sql()
                    }
                    .build()
            migrator.upgrade("a1")
            statements.clear()
            migrator.upgrade()
            return statements
        }

        test("three changes become one rebuild") {
            val database = TestDatabase.SQLITE.fresh()
            val statements = run(database, "(1, '5'), (2, '6')")
            statements.count { it.startsWith("DROP TABLE \"rooms\"") } shouldBe 1
            database.query("select typeof(name) || name from rooms") shouldBe
                listOf("integer5", "integer6")
        }

        test("a failure names the operation at fault, and leaves no trace") {
            val database = TestDatabase.SQLITE.fresh()
            val failure =
                shouldThrow<OperationFailedException> { run(database, "(1, '5'), (2, null)") }
            failure.problems().first().location()?.line() shouldBe 3
            failure.message shouldContain "1 row of rooms has no name"
            database.query("select typeof(name) from rooms where id = 1") shouldBe listOf("text")
        }
    })
