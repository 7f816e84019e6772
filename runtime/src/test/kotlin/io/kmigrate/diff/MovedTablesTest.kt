package io.kmigrate.diff

import io.kmigrate.Migrator
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.MoveTable
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Equivalence
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kmigrate.testing.table
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** A table that goes into another schema keeps its rows. */
class MovedTablesTest :
    FunSpec({
        val seats = table("seats")
        val other = table("other")
        fun inSchema(schema: String?, name: String = "seats"): Table =
            seats.withName(TableName(schema, name))

        fun diff(live: Table, wanted: Table, options: DiffOptions) =
            SchemaDiff.between(
                Snapshot.of(listOf(other, live)),
                Snapshot.of(listOf(other, wanted)),
                options,
            )

        val moves: List<Triple<Table, Table, List<String>>> =
            listOf(
                Triple(
                    seats,
                    inSchema("venue"),
                    listOf("moveTable(table: seats, newSchema: venue)"),
                ),
                Triple(inSchema("venue"), seats, listOf("moveTable(table: venue.seats)")),
                Triple(
                    inSchema("venue"),
                    inSchema("hall"),
                    listOf("moveTable(table: venue.seats, newSchema: hall)"),
                ),
                Triple(
                    seats,
                    inSchema("venue", "chairs"),
                    listOf(
                        "moveTable(table: seats, newSchema: venue)",
                        "renameTable(table: venue.seats, newName: chairs)",
                    ),
                ),
            )
        moves.forEach { (live, wanted, expected) ->
            test("${live.name()} becomes ${wanted.name()}, where that was decided") {
                val name = wanted.name()
                val decided = Rename(live.name(), null, name.name(), name.schema())
                val options = DiffOptions.standard().withRenames(listOf(decided))
                diff(live, wanted, options).operations().map { brief(it) } shouldBe
                    expected.map {
                        it.replace(
                            "renameTable(table: venue.seats, newName: chairs)",
                            "renameTable venue.seats chairs",
                        )
                    }
            }
        }

        test("a move is asked about where it is likely, and the database can do it") {
            val wanted = inSchema("venue")
            val candidate = diff(seats, wanted, DiffOptions.standard()).candidates().single()
            candidate.target() shouldBe "venue.seats"
            candidate.decided() shouldBe Rename(seats.name(), null, "seats", "venue")
            val cannot =
                object : Equivalence {
                    override fun movesTables() = false
                }
            diff(seats, wanted, DiffOptions.standard().withSameness(cannot))
                .candidates()
                .shouldBeEmpty()
            diff(seats, inSchema("venue", "chairs"), DiffOptions.standard())
                .candidates()
                .shouldBeEmpty()
        }

        TestDatabase.entries.forEach { kind ->
            test(
                "$kind: a move, there and back by a derived downgrade, or refused with a way out"
            ) {
                val database = kind.fresh()
                val migrations =
                    listOf(
                        migration(
                            "a1",
                            up =
                                listOf(
                                    CreateTable(seats, false),
                                    sql("insert into seats (id) values (7)"),
                                ),
                        ),
                        migration("b2", "a1", up = listOf(MoveTable(seats.name(), "venue_moved"))),
                    )
                val migrator =
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(migrations))
                        .build()
                if (kind != POSTGRESQL && !kind.isOfMysql) {
                    shouldThrow<MigrationException> { migrator.upgrade() }.message shouldContain
                        "move table seats into another schema"
                } else {
                    database.execute("create schema venue_moved")
                    try {
                        migrator.upgrade()
                        database.query("select id from venue_moved.seats") shouldBe listOf("7")
                        migrator.downgrade("a1")
                        database.query("select id from seats") shouldBe listOf("7")
                    } finally {
                        database.execute("drop schema venue_moved")
                    }
                }
            }
        }
    })
