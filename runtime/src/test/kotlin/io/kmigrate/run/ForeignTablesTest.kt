package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.message.SchemaMessages
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Index
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

/** Scripts may change tables that no script made; whoever shows a run agrees with the run. */
class ForeignTablesTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            FIRST.forEach { (what, first) ->
                NEXT.forEach { (then, next) ->
                    test("$kind: $what of a table from outside, then $then") {
                        val database = kind.fresh()
                        database.execute("create table sm (id int, b int)")
                        val one = migration("rev1", up = listOf(first))
                        migrator(database, listOf(one)).upgrade()
                        val two = migration("rev2", "rev1", up = listOf(next))
                        val scripts = listOf(one, two)
                        SHOWN.forEach { (surface, show) ->
                            withClue(surface) { show(kind, migrator(database, scripts)) }
                        }
                        migrator(database, scripts).upgrade().revisions() shouldContainExactly
                            listOf("rev2")
                        withClue("what is left to show") {
                            preview(migrator(database, scripts)) shouldBe 0
                        }
                    }
                }
            }
        }
    })

private val SM = TableName.of("sm")

private val FIRST: Map<String, Operation> =
    mapOf(
        "a renamed column" to RenameColumn(SM, "b", "c"),
        "a new column" to
            AddColumn(
                SM,
                Column.of("c", ColumnType.IntegerType(32, false)).withNullable(true),
                null,
                false,
            ),
        "an index" to CreateIndex(SM, Index.of("ix_sm", "b"), false, false),
    )

private val NEXT: Map<String, Operation> =
    mapOf("a statement" to sql("select 1"), "a table of its own" to create("two"))

private val SHOWN: Map<String, (TestDatabase, Migrator) -> Unit> =
    mapOf(
        "plan" to { _, migrator -> migrator.planUpgrade().steps().size shouldBe 1 },
        "preview" to { _, migrator -> preview(migrator) shouldBe 1 },
        "--sql" to
            { kind, migrator ->
                migrator.offline(kind.dialect()).upgrade("rev1:head") shouldNotBe ""
            },
        "--sql of all" to
            { kind, migrator ->
                try {
                    migrator.offline(kind.dialect()).upgrade("head") shouldNotBe ""
                } catch (unknown: MigrationException) {
                    // SQLite changes a table by its own text, which only the database has.
                    unknown.message shouldBe SchemaMessages.unknownTableText("sm").message()
                    kind shouldBe TestDatabase.SQLITE
                }
            },
        "dry run" to
            { kind, migrator ->
                if (kind.undoesDdl) migrator.dryRunUpgrade().steps().size shouldBe 1
            },
    )

private fun preview(migrator: Migrator): Int = migrator.preview(migrator.planUpgrade()).size

private fun TestDatabase.dialect() = Dialects.named(name.lowercase())
