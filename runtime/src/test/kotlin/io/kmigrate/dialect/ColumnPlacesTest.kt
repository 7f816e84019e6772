package io.kmigrate.dialect

import io.kmigrate.Migrator
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.ColumnPlace
import io.kmigrate.operation.ColumnPlace.FIRST
import io.kmigrate.operation.ColumnPlace.after
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

private fun add(column: String, place: ColumnPlace?): Operation =
    AddColumn(name("item"), nullable(column, int32), null, false, place)

private fun move(column: String, place: ColumnPlace): Operation =
    AlterColumn(name("item"), column, ColumnChange.none().withPlace(place))

private val base =
    migration(
        "aaaa",
        up =
            listOf(
                CreateTable(
                    Table.of(
                        name("item"),
                        listOf(nullable("a", int32), nullable("b", int32)),
                        null,
                    ),
                    false,
                )
            ),
    )

private fun migrator(database: DataSource, vararg operations: Operation): Migrator {
    val migrations = listOf(base, migration("bbbb", "aaaa", up = operations.toList()))
    return Migrator.builder().dataSource(database).source(MigrationSource.of(migrations)).build()
}

private fun DataSource.columns(): List<String> = connection.use { connection ->
    val table =
        Dialects.forConnection(connection).introspector().introspect(connection).table(name("item"))
    table.orElseThrow().columns().map { it.name() }
}

/** Columns that stand where a script puts them. */
class ColumnPlacesTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            val cases =
                listOf(
                    listOf(add("c", FIRST)) to "c a b",
                    listOf(add("c", after("a"))) to "a c b",
                    listOf(add("c", after("b")), add("d", null)) to "a b c d",
                    listOf(move("b", FIRST)) to "b a",
                    listOf(move("a", after("b"))) to "b a",
                    listOf(add("c", FIRST), move("b", after("c")), add("d", after("b"))) to
                        "c b d a",
                    listOf(move("a", FIRST), add("c", null)) to "a b c",
                )
            if (kind.isOfMysql || kind == SQLITE) {
                test(
                    "$kind: columns stand in their places, and stand where they did after the inverse"
                ) {
                    cases.forEach { (operations, order) ->
                        val database = kind.fresh()
                        val migrator = migrator(database, *operations.toTypedArray())
                        migrator.upgrade("aaaa")
                        database.execute("insert into item (a, b) values (1, 2)")
                        migrator.upgrade()
                        database.columns().joinToString(" ") shouldBe order
                        database.query("select a + b from item") shouldBe listOf("3")
                        migrator.downgrade("aaaa")
                        database.columns() shouldBe listOf("a", "b")
                        database.query("select a + b from item") shouldBe listOf("3")
                    }
                }
            } else {
                test("$kind: a place is refused before anything runs") {
                    val database = kind.fresh()
                    listOf(add("c", FIRST), move("b", FIRST)).forEach {
                        val failure =
                            shouldThrow<MigrationException> {
                                migrator(database, sql("create table other (a int)"), it).upgrade()
                            }
                        failure.problems().single().message() shouldContain "where in the table"
                    }
                    database.connection.use { connection ->
                        Dialects.forConnection(connection)
                            .introspector()
                            .introspect(connection)
                            .tables()
                            .shouldBeEmpty()
                    }
                }
            }
        }

        test("comments in the text of a table stay whole") {
            val database = SQLITE.fresh()
            database.execute(
                """
                create table item (
                    a int, -- the first, and "more"
                    b int /* of all */ not null -- the last
                )
                """
            )
            val migrator = migrator(database, move("b", FIRST), add("c", after("b")))
            migrator.stamp("aaaa")
            migrator.upgrade()
            database.columns() shouldBe listOf("b", "c", "a")
            database.query(
                "select \"notnull\" from pragma_table_info('item') order by cid"
            ) shouldBe listOf("1", "0", "0")
        }
    })
