package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.allTables
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.migrator
import io.kmigrate.operation.CodeContext
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Operation
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.schema.View
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
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource

/** SQL and code of a script that would move the transaction that the script runs in. */
class TransactionControlTest :
    FunSpec({
        val spec = this
        val surfaces =
            mapOf<String, Migrator.() -> Unit>(
                "an upgrade" to { upgrade() },
                "a plan" to { planUpgrade() },
                "a validation" to { throwProblems(validate().problems()) },
                "a dry run" to { dryRunUpgrade() },
            )
        val texts =
            listOf(
                "begin; create table notes (id integer); commit",
                "create table notes (id integer); commit; begin",
                "/* x */ start transaction; select 1; commit",
                "insert into one (id) values (1);\nrollback",
                "release savepoint somebodys",
            )

        TestDatabase.entries.forEach { kind ->
            texts.forEach { text ->
                surfaces
                    .filterKeys { kind.undoesDdl || it != "a dry run" }
                    // Not every database has the statement; which one will run it, nobody knows
                    // here.
                    .filterKeys { !text.startsWith("release") || it != "a validation" }
                    .forEach { (name, surface) ->
                        spec.test("$kind: $name refuses ${text.lines()} before anything runs") {
                            val database = kind.fresh()
                            val migrator =
                                migrator(
                                    database,
                                    listOf(
                                        migration("aaaa", up = listOf(create("one"), sql(text)))
                                    ),
                                )
                            val failure =
                                shouldFailWith(ErrorCode.TRANSACTION_CONTROL) { migrator.surface() }
                            failure.problems().first().location()?.line shouldBe 2
                            allTables(database).shouldBeEmpty()
                        }
                    }
            }

            spec.test("$kind: text of a downgrade and of an offline step is refused, too") {
                val database = kind.fresh()
                val down = listOf(sql("drop table one; commit"))
                val migrator =
                    migrator(
                        database,
                        listOf(migration("aaaa", up = listOf(create("one")), down = down)),
                    )
                migrator.upgrade()
                shouldFailWith(ErrorCode.TRANSACTION_CONTROL) { migrator.downgrade("base") }
                shouldFailWith(ErrorCode.TRANSACTION_CONTROL) { migrator.planDowngrade("base") }
                allTables(database) shouldContain "one"
            }

            spec.test("$kind: a code step cannot send it, whatever it sends it by") {
                val senders =
                    mapOf<String, Connection.(String) -> Unit>(
                        "execute" to { text -> createStatement().use { it.execute(text) } },
                        "executeUpdate" to
                            { text ->
                                createStatement().use { it.executeUpdate(text) }
                            },
                        "addBatch" to
                            { text ->
                                createStatement().use {
                                    it.addBatch(text)
                                    it.executeBatch()
                                }
                            },
                        "prepareStatement" to
                            { text ->
                                prepareStatement(text).use { it.execute() }
                            },
                    )
                senders.forEach { (_, send) ->
                    val database = kind.fresh()
                    val step = code { it.connection().send(" commit") }
                    val failure =
                        shouldThrow<OperationFailedException> {
                            migrator(
                                    database,
                                    listOf(migration("aaaa", up = listOf(create("one"), step))),
                                )
                                .upgrade()
                        }
                    failure.problems().first().facts().databaseMessage() shouldBe
                        "SQL of the script ends the transaction of its revision: COMMIT"
                    if (kind.undoesDdl) {
                        allTables(database).filter { it == "one" }.shouldBeEmpty()
                    }
                }
            }

            spec.test("$kind: a script that is not transactional may end what it begins") {
                val database = kind.fresh()
                val text = "begin; insert into one (id) values (1); commit"
                migrator(
                        database,
                        listOf(
                            migration(
                                "aaaa",
                                transactional = false,
                                up = listOf(create("one"), sql(text)),
                            )
                        ),
                    )
                    .upgrade()
                database.query("select id from one") shouldContainExactly listOf("1")
                val open = sql("begin; insert into one (id) values (2)")
                shouldFailWith(ErrorCode.TRANSACTION_CONTROL) {
                        migrator(
                                kind.fresh(),
                                listOf(migration("aaaa", transactional = false, up = listOf(open))),
                            )
                            .upgrade()
                    }
                    .message shouldContain "leaves a transaction open: BEGIN"
            }

            spec.test("$kind: savepoints of the text's own are its own business") {
                val database = kind.fresh()
                val text =
                    "savepoint a; insert into one (id) values (1); rollback to savepoint a; insert into one (id) values (2)"
                migrator(
                        database,
                        listOf(migration("aaaa", up = listOf(create("one"), sql(text)))),
                    )
                    .upgrade()
                database.query("select id from one") shouldContainExactly listOf("2")
            }

            spec.test("$kind: text inside of an operation is refused, too") {
                val view =
                    CreateView(View(TableName.of("v"), "select 1 as a; commit", false), false)
                shouldFailWith(ErrorCode.TRANSACTION_CONTROL) {
                    migrator(
                            kind.fresh(),
                            listOf(migration("aaaa", up = listOf(create("one"), view))),
                        )
                        .upgrade()
                }
            }
        }

        Dialects.all().forEach { dialect ->
            spec.test("${dialect.name()}: no script for a client holds a commit of the text's") {
                val migrator =
                    Migrator.builder()
                        .source(
                            MigrationSource.of(
                                listOf(migration("aaaa", up = listOf(sql("select 1; commit"))))
                            )
                        )
                        .build()
                shouldFailWith(ErrorCode.TRANSACTION_CONTROL) {
                    migrator.offline(dialect).upgrade("head")
                }
            }
        }

        TestDatabase.entries
            .filter { it.undoesDdl }
            .forEach { kind ->
                fun moved(text: String) = code {
                    it.connection().metaData.connection.createStatement().use { raw ->
                        raw.execute("insert into one (id) values (7)")
                        raw.execute(text)
                    }
                }

                listOf("upgrade", "dry run").forEach { surface ->
                    fun run(database: DataSource, vararg up: Operation): MigrationException =
                        shouldThrow<OperationFailedException> {
                            val migrator =
                                migrator(
                                    database,
                                    listOf(migration("aaaa", up = listOf(create("one"), *up))),
                                )
                            if (surface == "upgrade") migrator.upgrade()
                            else migrator.dryRunUpgrade()
                        }

                    spec.test("$kind: an $surface says that hidden code committed") {
                        val database = kind.fresh()
                        val failure = run(database, moved("commit"), create("two"))
                        failure.problems().first().facts().databaseMessage() shouldBe
                            "this operation ended the transaction of its revision"
                        failure.problems().first().facts().state() shouldBe
                            "not rolled back: operation 2 committed the transaction of its revision and may be done in part; operations before it are done and stay done"
                        database.query("select id from one") shouldContainExactly listOf("7")
                        allTables(database).filter { it == "two" }.shouldBeEmpty()
                        shouldThrow<OperationInFlightException> {
                            migrator(
                                    database,
                                    listOf(
                                        migration(
                                            "aaaa",
                                            up =
                                                listOf(
                                                    create("one"),
                                                    moved("commit"),
                                                    create("two"),
                                                ),
                                        )
                                    ),
                                )
                                .upgrade()
                        }
                    }

                    spec.test("$kind: an $surface says that hidden code committed, then failed") {
                        val database = kind.fresh()
                        val failing = code {
                            it.connection().metaData.connection.createStatement().use { raw ->
                                raw.execute("commit")
                            }
                            error("no more")
                        }
                        run(database, failing, create("two"))
                            .problems()
                            .first()
                            .facts()
                            .state() shouldBe
                            "not rolled back: operation 2 committed the transaction of its revision and may be done in part; operations before it are done and stay done"
                        allTables(database) shouldContain "one"
                    }

                    spec.test("$kind: an $surface says that hidden code rolled back") {
                        val database = kind.fresh()
                        run(database, moved("rollback"), create("two"))
                            .problems()
                            .first()
                            .facts()
                            .state() shouldBe
                            "operation 2 ended the transaction of its revision: all before it is rolled back, but its later statements may stay done"
                        allTables(database).filter { it == "one" || it == "two" }.shouldBeEmpty()
                    }
                }

                spec.test("$kind: a transaction of the application's is not ended by a script") {
                    val database = kind.fresh()
                    database.execute("create table app (note varchar(20))")
                    database.connection.use { connection ->
                        connection.autoCommit = false
                        connection.createStatement().use {
                            it.execute("insert into app values ('before')")
                        }
                        val migrator =
                            Migrator.builder()
                                .connection(connection)
                                .source(
                                    MigrationSource.of(
                                        listOf(migration("aaaa", up = listOf(sql("commit"))))
                                    )
                                )
                                .build()
                        shouldFailWith(ErrorCode.TRANSACTION_CONTROL) { migrator.upgrade() }
                        connection.rollback()
                    }
                    database.query("select note from app").shouldBeEmpty()
                }
            }
    })

private fun CodeContext.connection(): Connection = unwrap(Connection::class.java)

private fun throwProblems(problems: List<Problem>) {
    if (problems.isNotEmpty()) throw MigrationException(problems, null)
}
