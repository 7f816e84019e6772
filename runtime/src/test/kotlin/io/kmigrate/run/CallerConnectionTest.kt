package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.allTables
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.failure.ErrorCode
import io.kmigrate.lock.LockNotWonException
import io.kmigrate.migrator
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.DropTable
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kmigrate.usersTables
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.sql.DriverManager
import java.time.Duration
import javax.sql.DataSource

/** A connection that the application keeps, inside a transaction of its own and outside of any. */
class CallerConnectionTest :
    FunSpec({
        val spec = this
        val two =
            listOf(
                migration("aaaa", up = listOf(create("one"))),
                migration(
                    "bbbb",
                    "aaaa",
                    down = listOf(DropTable(TableName.of("two"), false)),
                    up =
                        listOf(
                            create("two"),
                            code {
                                it.unwrap(Connection::class.java).createStatement().use { run ->
                                    run.execute("insert into two (id) values (1)")
                                }
                            },
                        ),
                ),
            )

        TestDatabase.entries
            .filter { it.undoesDdl }
            .forEach { kind ->
                fun test(name: String, check: (DataSource) -> Unit) =
                    spec.test("$kind: $name") {
                        val database = kind.fresh()
                        database.execute("create table app (note varchar(20))")
                        check(database)
                    }

                test("a run in a transaction of the application's is reverted with its rollback") {
                    it.inTransaction {
                        execute("insert into app values ('before')")
                        shared(this, two).upgrade().revisions() shouldContainExactly listOf("bbbb")
                        autoCommit shouldBe false
                        ids("select id from two") shouldContainExactly listOf("1")
                        shared(this, two).downgrade("-1")
                        shared(this, two).stamp("bbbb")
                        shared(this, two).status().pending().isEmpty shouldBe true
                        rollback()
                    }
                    allTables(it) shouldContainExactly listOf("app")
                    it.query("select note from app").shouldBeEmpty()
                }

                test("a run in a transaction of the application's stays with its commit") {
                    it.inTransaction {
                        shared(this, two).upgrade("aaaa")
                        execute("insert into app values ('after')")
                        commit()
                    }
                    it.query("select note from app") shouldContainExactly listOf("after")
                    migrator(it, two).status().current().ids() shouldContainExactly listOf("aaaa")
                }

                test(
                    "a read of a database without Kmigrate's tables leaves the transaction usable"
                ) {
                    it.inTransaction {
                        val migrator = shared(this, two)
                        migrator.status().pending().size() shouldBe 2
                        migrator.planUpgrade().steps().size shouldBe 2
                        migrator.log(0).shouldBeEmpty()
                        execute("insert into app values ('still')")
                        commit()
                    }
                    allTables(it) shouldContainExactly listOf("app")
                    it.query("select note from app") shouldContainExactly listOf("still")
                }

                test("a run that fails is rolled back as a whole, and the transaction continues") {
                    val failing =
                        two +
                            migration(
                                "cccc",
                                "bbbb",
                                up = listOf(sql("insert into nowhere values (1)")),
                            )
                    it.inTransaction {
                        execute("insert into app values ('before')")
                        shouldThrow<OperationFailedException> { shared(this, failing).upgrade() }
                            .problems()
                            .single()
                            .facts()
                            .state()!! shouldContain "the database is as it was before this run"
                        execute("insert into app values ('after')")
                        commit()
                    }
                    it.query("select note from app") shouldContainExactly listOf("before", "after")
                    usersTables(it) shouldContainExactly listOf("app")
                    migrator(it, two).upgrade().revisions() shouldContainExactly listOf("bbbb")
                }

                test("a revision that has to commit is refused, and so is a comparison") {
                    val alone =
                        listOf(migration("aaaa", transactional = false, up = listOf(create("one"))))
                    it.inTransaction {
                        shouldFailWith(ErrorCode.ENCLOSED) { shared(this, alone).upgrade() }
                            .message shouldContain "says transactional = false"
                        shouldThrow<UnsupportedOperationByDialectException> {
                            shared(this, emptyList()).baseline(ObjectFilter.all())
                        }
                        execute("insert into app values ('fine')")
                        commit()
                    }
                    it.query("select note from app") shouldContainExactly listOf("fine")
                }

                test("a dry run in a transaction of the application's leaves no trace") {
                    it.inTransaction {
                        shared(this, two).dryRunUpgrade().steps().size shouldBe 2
                        commit()
                    }
                    allTables(it) shouldContainExactly listOf("app")
                }
            }

        test("PostgreSQL: other migrators wait until the application's transaction has ended") {
            val database = TestDatabase.POSTGRESQL.fresh()
            val other =
                Migrator.builder()
                    .dataSource(database)
                    .source(MigrationSource.of(two))
                    .lockTimeout(Duration.ZERO)
                    .build()
            database.inTransaction {
                shared(this, two).upgrade("aaaa")
                shouldThrow<LockNotWonException> { other.upgrade() }
                commit()
            }
            other.upgrade().steps().map { it.revision() } shouldContainExactly listOf("bbbb")
        }

        test("SQLite: no table is rebuilt in a transaction that began with foreign keys on") {
            val rebuilt =
                two +
                    migration(
                        "cccc",
                        "bbbb",
                        up =
                            listOf(
                                AlterColumn(
                                    TableName.of("one"),
                                    "name",
                                    ColumnChange.none().withNullable(false),
                                )
                            ),
                    )
            val database = TestDatabase.SQLITE.fresh()
            database.connection.use { connection ->
                connection.execute("pragma foreign_keys = on")
                connection.autoCommit = false
                shouldThrow<UnsupportedOperationByDialectException> {
                        shared(connection, rebuilt).upgrade()
                    }
                    .message shouldContain "its cascades would fire"
                connection.rollback()
                connection.autoCommit = true
                connection.execute("pragma foreign_keys = off")
                connection.autoCommit = false
                shared(connection, rebuilt).upgrade()
                connection.commit()
            }
            migrator(database, rebuilt).status().pending().isEmpty shouldBe true
        }

        TestDatabase.entries
            .filterNot { it.undoesDdl }
            .forEach { kind ->
                test("$kind: no revision runs in a transaction that its DDL would end") {
                    val database = kind.fresh()
                    database.execute("create table app (note varchar(20))")
                    database.inTransaction {
                        execute("insert into app values ('before')")
                        shouldThrow<UnsupportedOperationByDialectException> {
                                shared(this, two).upgrade()
                            }
                            .message shouldContain "inside a transaction of the application's"
                        shouldThrow<UnsupportedOperationByDialectException> {
                            shared(this, two).stamp("aaaa")
                        }
                        shared(this, two).status().pending().size() shouldBe 2
                        rollback()
                    }
                    database.query("select note from app").shouldBeEmpty()
                }
            }

        (TestDatabase.entries - TestDatabase.H2).forEach { kind ->
            test("$kind: a connection in autocommit mode is used like any other, and stays open") {
                kind.fresh().connection.use { connection ->
                    shared(connection, two).upgrade("aaaa")
                    val migrator = shared(connection, two)
                    migrator.upgrade().steps().map { it.revision() } shouldContainExactly
                        listOf("bbbb")
                    migrator.downgrade("base")
                    migrator.log(0).size shouldBe 4
                    connection.autoCommit shouldBe true
                    connection.isClosed shouldBe false
                }
            }
        }

        test("SQLite in memory has its tables on the given connection") {
            DriverManager.getConnection("jdbc:sqlite::memory:").use { connection ->
                shared(connection, two).upgrade()
                connection.ids("select id from two") shouldContainExactly listOf("1")
            }
        }

        test("H2 refuses a single connection, which cannot keep migrators apart") {
            TestDatabase.H2.fresh().connection.use { connection ->
                shouldThrow<UnsupportedOperationByDialectException> {
                        shared(connection, two).upgrade()
                    }
                    .problems()
                    .single()
                    .fix()
                    ?.command() shouldBe "give the migrator a dataSource"
            }
        }
    })

private fun shared(connection: Connection, migrations: List<Migration>): Migrator =
    Migrator.builder().connection(connection).source(MigrationSource.of(migrations)).build()

private fun DataSource.inTransaction(work: Connection.() -> Unit) = connection.use {
    it.autoCommit = false
    it.work()
}

private fun Connection.execute(sql: String) {
    createStatement().use { it.execute(sql) }
}

private fun Connection.ids(sql: String): List<String> =
    createStatement().use { statement ->
        statement.executeQuery(sql).use { rows ->
            buildList { while (rows.next()) add(rows.getString(1)) }
        }
    }
