package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.execution.UnfinishedRevisionException
import io.kmigrate.failure.ErrorCode
import io.kmigrate.graph.UnknownAppliedRevisionException
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.RecordedDataSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith
import java.lang.reflect.Proxy
import java.sql.Connection
import javax.sql.DataSource

/** What a start costs that finds nothing to do, and which checks it still makes. */
class NothingPendingTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("a start with nothing pending is one query") { database ->
                migrator(database, ONE, TWO).upgrade()
                val recorded = RecordedDataSource(database)
                val report = migrator(recorded.dataSource, ONE, TWO).upgrade("head")
                report.steps().shouldBeEmpty()
                report.revisions() shouldContainExactly listOf("b2")
                recorded.statements shouldHaveSize 1
                recorded.statements.single() shouldStartWith "SELECT"
            }

            test("a start with branches, or after a downgrade and an upgrade, is one query") {
                database ->
                val migrator = migrator(database, ONE, TWO, OTHER)
                migrator.upgrade("heads")
                migrator.downgrade("base")
                migrator.upgrade("heads")
                val recorded = RecordedDataSource(database)
                migrator(recorded.dataSource, ONE, TWO, OTHER)
                    .upgrade("heads")
                    .revisions() shouldContainExactly listOf("b2", "c3")
                recorded.statements shouldHaveSize 1
            }

            test("the one query finds an edited script") { database ->
                migrator(database, ONE, TWO).upgrade()
                val edited = migration("a1", up = listOf(create("another")))
                shouldThrow<EditedScriptException> { migrator(database, edited, TWO).upgrade() }
            }

            test("the one query finds a late revision, and so does that of a status") { database ->
                migrator(database, ONE, TWO).upgrade()
                val late = migration("late", "a1", up = listOf(create("late")))
                val above = migration("b2", "late", up = listOf(create("two")))
                val recorded = RecordedDataSource(database)
                val migrator = migrator(recorded.dataSource, ONE, late, above)
                migrator.status().missing().ids() shouldContainExactly listOf("late")
                recorded.statements shouldHaveSize 1
                shouldFailWith(ErrorCode.LATE_REVISION) { migrator.upgrade() }
            }

            test("the one query finds a revision without a script") { database ->
                migrator(database, ONE, TWO).upgrade()
                shouldThrow<UnknownAppliedRevisionException> { migrator(database, ONE).upgrade() }
            }

            test("the one query finds a step that has not ended") { database ->
                migrator(database, ONE, TWO).upgrade()
                database.execute(
                    "update migrate_history set outcome = 'running', direction = 'down' where revision = 'b2'"
                )
                shouldThrow<UnfinishedRevisionException> { migrator(database, ONE, TWO).upgrade() }
            }

            test("a missing history leaves pending revisions pending") { database ->
                migrator(database, ONE).upgrade()
                database.execute("drop table migrate_history")
                migrator(database, ONE).upgrade().steps().shouldBeEmpty()
                migrator(database, ONE, TWO).upgrade().revisions() shouldContainExactly listOf("b2")
                database.query("select revision from migrate_history") shouldContainExactly
                    listOf("b2")
            }
        }

        for (kind in TestDatabase.entries.filter { it.isOfMysql }) spec.test(
            "$kind: the server counts one query, too"
        ) {
            val database = kind.fresh()
            migrator(database, ONE, TWO).upgrade()
            database.connection.use { connection ->
                val before = questions(connection)
                migrator(single(connection), ONE, TWO).upgrade().steps().shouldBeEmpty()
                // The second look counts itself.
                questions(connection) shouldBe before + 2
            }
        }
    })

private val ONE = migration("a1", up = listOf(create("one")))
private val TWO = migration("b2", "a1", up = listOf(create("two")))
private val OTHER = migration("c3", up = listOf(create("other")))

private fun migrator(database: DataSource, vararg migrations: Migration): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations.toList())).build()

private fun questions(connection: Connection): Int =
    connection.createStatement().use { statement ->
        statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'").use { row ->
            row.next()
            row.getInt(2)
        }
    }

/** Gives one connection again and again, and leaves it open. */
private fun single(connection: Connection): DataSource {
    val kept = proxy<Connection> { name, call -> if (name == "close") null else call(connection) }
    return proxy { name, _ ->
        when (name) {
            "getConnection" -> kept
            "isWrapperFor" -> false
            else -> error(name)
        }
    }
}

private inline fun <reified T> proxy(crossinline answer: (String, (Any) -> Any?) -> Any?): T =
    Proxy.newProxyInstance(T::class.java.classLoader, arrayOf(T::class.java)) { _, method, arguments
        ->
        answer(method.name) { real -> method.invoke(real, *arguments.orEmpty()) }
    } as T
