package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.allTables
import io.kmigrate.execution.DryRunException
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.operation.CreateIndex
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Index
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource

/** Runs that are rolled back, and runs that are one transaction. */
class DryRunTest :
    FunSpec({
        val spec = this
        TestDatabase.entries
            .filterNot { it.undoesDdl }
            .forEach { kind ->
                spec.test("$kind: a dry run is refused, since it could not be rolled back") {
                    val database = kind.fresh()
                    val migrations = listOf(migration("aaaa", up = listOf(create("one"))))
                    shouldThrow<DryRunException> {
                            migrator(database, migrations).dryRunUpgrade()
                        }
                        .message shouldContain "commits every change of a schema"
                    allTables(database).shouldBeEmpty()
                }
            }

        TestDatabase.entries
            .filter { it.undoesDdl }
            .forEach { kind ->
                fun test(name: String, check: (DataSource) -> Unit) =
                    spec.test("$kind: $name") { check(kind.fresh()) }

                test("a dry run executes everything and leaves no trace") { database ->
                    var seen = listOf<String?>()
                    val look = code {
                        val connection = it.unwrap(Connection::class.java)
                        connection.createStatement().use { statement ->
                            statement.executeQuery("select name from one").use { row ->
                                row.next()
                                seen = listOf(row.getString(1))
                            }
                        }
                    }
                    val fill = sql("insert into one values (1, 'x')")
                    val migrations =
                        listOf(
                            migration("aaaa", up = listOf(create("one"), fill)),
                            migration("bbbb", "aaaa", up = listOf(look)),
                        )
                    val report = migrator(database, migrations).dryRunUpgrade()
                    report.steps().map { it.revision() } shouldContainExactly listOf("aaaa", "bbbb")
                    report.revisions().shouldBeEmpty()
                    seen shouldContainExactly listOf("x")
                    allTables(database).shouldBeEmpty()
                }

                test("a dry run of a downgrade changes nothing") { database ->
                    val migrator =
                        migrator(database, listOf(migration("aaaa", up = listOf(create("one")))))
                    migrator.upgrade()
                    val report = migrator.dryRunDowngrade("base")
                    report.steps().map { it.revision() } shouldContainExactly listOf("aaaa")
                    report.revisions() shouldContainExactly listOf("aaaa")
                    database.query("select count(*) from one") shouldContainExactly listOf("0")
                    database.query("select count(*) from migrate_history") shouldContainExactly
                        listOf("1")
                }

                test("a dry run finds a statement that the database refuses") { database ->
                    val bad =
                        migration(
                            "aaaa",
                            up = listOf(create("one"), sql("insert into missing values (1)")),
                        )
                    shouldThrow<OperationFailedException> {
                            migrator(database, listOf(bad)).dryRunUpgrade()
                        }
                        .message shouldContain
                        "rolled back: the database is as it was before this run"
                    allTables(database).shouldBeEmpty()
                }

                test("a dry run of a revision that commits several times is refused") { database ->
                    val parted =
                        migration("aaaa", transactional = false, up = listOf(create("one")))
                    shouldThrow<DryRunException> {
                            migrator(database, listOf(parted)).dryRunUpgrade()
                        }
                        .message shouldBe
                        "a dry run of revision aaaa \"make aaaa\" could not be rolled back: its script says transactional = false"
                    allTables(database).shouldBeEmpty()
                }

                test("no step of a run in one transaction ends before all are committed") { database
                    ->
                    val events = ArrayList<String>()
                    fun run(last: Migration) =
                        Migrator.builder()
                            .dataSource(database)
                            .source(
                                MigrationSource.of(
                                    listOf(migration("aaaa", up = listOf(create("one"))), last)
                                )
                            )
                            .transaction(TransactionMode.RUN)
                            .listener { event ->
                                if (event is ExecutionEvent.StepStarted) {
                                    events += "begin ${event.step().revision().id()}"
                                }
                                if (event is ExecutionEvent.StepFinished) {
                                    events += "end ${event.step().revision().id()}"
                                }
                            }
                            .build()
                            .upgrade()
                    val bad =
                        migration(
                            "bbbb",
                            "aaaa",
                            up = listOf(sql("insert into missing values (1)")),
                        )
                    shouldThrow<OperationFailedException> { run(bad) }
                    events shouldContainExactly listOf("begin aaaa", "begin bbbb")
                    events.clear()
                    run(migration("bbbb", "aaaa", up = listOf(create("two"))))
                    events shouldContainExactly
                        listOf("begin aaaa", "begin bbbb", "end aaaa", "end bbbb")
                }
            }

        test("a dry run on PostgreSQL runs the checks of the commit") {
            val database = TestDatabase.POSTGRESQL.fresh()
            database.execute(
                "create table child (parent integer references child_parent deferrable initially deferred)"
                    .let { "create table child_parent (id integer primary key); $it" }
            )
            val orphan = migration("aaaa", up = listOf(sql("insert into child values (1)")))
            shouldFailWith(ErrorCode.COMMIT_FAILED) {
                migrator(database, listOf(orphan)).dryRunUpgrade()
            }
            database.query("select count(*) from child") shouldContainExactly listOf("0")
        }

        test("a dry run of an index that is built concurrently is refused") {
            val database = TestDatabase.POSTGRESQL.fresh()
            val index = CreateIndex(TableName.of("one"), Index.of("ix", "name"), false, true)
            val migrations = listOf(migration("aaaa", up = listOf(create("one"), index)))
            shouldThrow<DryRunException> { migrator(database, migrations).dryRunUpgrade() }
                .message shouldContain "operations that postgresql must commit separately"
            allTables(database).shouldBeEmpty()
        }
    })
