package io.kmigrate.exposed

import io.kmigrate.Migrator
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.operation.Operation
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.annotation.Isolate
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.sql.Connection
import javax.sql.DataSource
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.TransactionManager
import org.jetbrains.exposed.v1.jdbc.transactions.transaction
import org.jetbrains.exposed.v1.jdbc.update

private object One : Table("one") {
    val id = integer("id")
    val name = varchar("name", 40).nullable()
}

/**
 * What Exposed gets in the way of, each trap with the remedy held in place. Its default database is
 * global.
 */
@Isolate
class ExposedTrapsTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("a data step sees the tables and rows of its own revision") { database ->
                upgrade(
                    database,
                    create("one"),
                    sql("insert into one (id, name) values (1, 'a')"),
                    code { One.update({ One.id eq 1 }) { row -> row[name] = "b" } },
                    sql("insert into one (id, name) select 2, name from one"),
                )
                database.query("select name from one order by id") shouldContainExactly
                    listOf("b", "b")
            }

            test(
                "a failing data step runs once, not three times, and its revision is rolled back"
            ) { database ->
                var runs = 0
                val failure =
                    shouldThrow<OperationFailedException> {
                        upgrade(
                            database,
                            create("one"),
                            code("count the cars") {
                                runs++
                                error("no cars")
                            },
                        )
                    }
                runs shouldBe 1
                failure.message shouldContain "failed at operation 2 of 2, data count the cars"
                failure.message shouldContain "no cars"
                checkUndone(kind, database)
            }

            test("a failure swallowed in a nested transaction fails the step") { database ->
                val failure =
                    shouldThrow<OperationFailedException> {
                        upgrade(
                            database,
                            create("one"),
                            code {
                                One.insert { row -> row[id] = 1 }
                                runCatching {
                                    transaction { exec("insert into missing values (1)") }
                                }
                            },
                        )
                    }
                failure.message shouldContain
                    "a failure inside this data step was caught and dropped"
                checkUndone(kind, database)
            }

            test("a nested transaction that works is part of the revision") { database ->
                upgrade(
                    database,
                    create("one"),
                    code {
                        transaction { One.insert { row -> row[id] = 7 } }
                        One.selectAll().count() shouldBe 1
                    },
                )
                database.query("select id from one") shouldContainExactly listOf("7")
            }

            test("a data step cannot commit a part of a revision") { database ->
                val failure =
                    shouldThrow<OperationFailedException> {
                        upgrade(
                            database,
                            create("one"),
                            code {
                                One.insert { row -> row[id] = 1 }
                                it.unwrap(JdbcTransaction::class.java).commit()
                            },
                        )
                    }
                failure.message shouldContain "a data step cannot commit"
                checkUndone(kind, database)
            }

            test("closing the connection inside a data step does not end the revision") { database
                ->
                upgrade(
                    database,
                    create("one"),
                    code { it.unwrap(Connection::class.java).close() },
                    sql("insert into one (id) values (1)"),
                )
                database.query("select id from one") shouldContainExactly listOf("1")
            }

            test("SQL is the database's own: WITH, leading comments, question marks and braces") {
                database ->
                upgrade(
                    database,
                    create("one"),
                    sql("-- a note\ninsert into one (id, name) values (1, 'really? {d yes}')"),
                    sql(withFirst(kind)),
                )
                database.query("select name from one order by id") shouldContainExactly
                    listOf("really? {d yes}", "?")
            }

            test("several statements in one execute all run") { database ->
                upgrade(
                    database,
                    sql(
                        "create table one (id int); insert into one values (1); insert into one values (2);"
                    ),
                )
                database.query("select id from one order by id") shouldContainExactly
                    listOf("1", "2")
            }

            test("the application's own Exposed database stays the default one") { database ->
                val own = Database.connect(TestDatabase.SQLITE.fresh())
                try {
                    upgrade(
                        database,
                        create("one"),
                        code { TransactionManager.primaryDatabase shouldBeSameInstanceAs own },
                    )
                    TransactionManager.primaryDatabase shouldBeSameInstanceAs own
                } finally {
                    TransactionManager.closeAndUnregister(own)
                }
            }

            test(
                "a data step of a revision that is not transactional is a transaction by itself"
            ) { database ->
                database.execute("create table one (id integer primary key, name varchar(40))")
                shouldThrow<OperationFailedException> {
                    upgrade(
                        database,
                        code("first") { One.insert { row -> row[id] = 1 } },
                        code("second") {
                            One.insert { row -> row[id] = 2 }
                            error("stop")
                        },
                        transactional = false,
                    )
                }
                database.query("select id from one") shouldContainExactly listOf("1")
            }
        }

        test("a code step sees its connection only as JDBC or Exposed") {
            shouldThrow<OperationFailedException> {
                    upgrade(TestDatabase.SQLITE.fresh(), code { it.unwrap(String::class.java) })
                }
                .message shouldContain "not as java.lang.String"
        }
    })

/** Rows are taken back, and their table where the database can. */
private fun checkUndone(kind: TestDatabase, database: DataSource) {
    if (kind.undoesDdl) {
        shouldThrow<Exception> { database.query("select name from one") }
    } else {
        database.query("select name from one").shouldBeEmpty()
    }
}

/** MariaDB, MySQL and H2 have WITH before a query alone. */
private fun withFirst(kind: TestDatabase): String =
    if (kind.isOfMysql || kind == TestDatabase.H2)
        "with source as (select 1 as id) select id from source;" +
            "insert into one (id, name) with source as (select 2 as id) select id, '?' from source"
    else "with source as (select 2 as id) insert into one (id, name) select id, '?' from source"

private fun upgrade(
    database: DataSource,
    vararg operations: Operation,
    transactional: Boolean = true,
) {
    val only = migration("a1", transactional = transactional, up = operations.toList())
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(only)))
        .build()
        .upgrade()
}
