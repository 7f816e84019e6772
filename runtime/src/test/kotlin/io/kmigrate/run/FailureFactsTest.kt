package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.operation.Operation
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
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.sql.Connection
import javax.sql.DataSource
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction

/** A failing statement is told as facts, each by itself, by every kind of database. */
class FailureFactsTest :
    FunSpec({
        // What each kind says of a table that is not there: a part of its message, SQLSTATE,
        // number.
        val said =
            mapOf(
                TestDatabase.SQLITE to Triple("no such table: missing", null, 1),
                TestDatabase.POSTGRESQL to
                    Triple("relation \"missing\" does not exist", "42P01", null),
                TestDatabase.MARIADB to Triple("missing' doesn't exist", "42S02", 1146),
                TestDatabase.MYSQL to Triple("missing' doesn't exist", "42S02", 1146),
                TestDatabase.H2 to Triple("\"MISSING\" not found", "42S02", 42102),
            )
        val insert = "insert into missing\n  values (1)"

        TestDatabase.entries.forEach { kind ->
            test(
                "$kind: a failing statement gives statement, reason, state and numbers as fields"
            ) {
                val migrator = migrator(kind.fresh(), listOf(create("one"), sql(insert)))
                val failure = shouldThrow<OperationFailedException> { migrator.upgrade() }
                val problem = failure.problems().single()
                val facts = problem.facts()
                val (message, state, number) = said.getValue(kind)
                problem.message() shouldBe
                    "revision a1 \"make a1\" failed at operation 2 of 2, execute"
                facts.operation() shouldBe "execute"
                facts.sql() shouldBe insert
                facts.databaseMessage()!!.lowercase() shouldContain message.lowercase()
                facts.sqlState() shouldBe state
                facts.vendorCode() shouldBe number
                facts.state()!! shouldStartWith if (kind.undoesDdl) "rolled back:" else "stopped:"
            }
        }

        // SQLite takes the name of a column that is not there for a text.
        (TestDatabase.entries - TestDatabase.SQLITE).forEach { kind ->
            test("$kind: a failure of the database outside operations gives its reason too") {
                val database = kind.fresh()
                database.execute("create table migrate_version (other int)")
                val failure =
                    shouldFailWith(ErrorCode.DATABASE_ERROR) {
                        migrator(database, listOf(create("one"))).history()
                    }
                val facts = failure.problems().single().facts()
                facts.databaseMessage()!!.lowercase() shouldContain "version_num"
                facts.sql().shouldBeNull()
            }
        }

        test("MariaDB: no message names the driver's number of a connection") {
            val inCode = code { step ->
                step.unwrap(Connection::class.java).createStatement().use { it.execute(insert) }
            }
            val inExposed = code { step ->
                step.unwrap(JdbcTransaction::class.java).exec(insert)
            }
            listOf(sql(insert), inCode, inExposed).forEach { operation ->
                val database = TestDatabase.MARIADB.fresh()
                val failure =
                    shouldThrow<OperationFailedException> {
                        migrator(database, listOf(operation)).upgrade()
                    }
                val said = failure.problems().single().facts().databaseMessage()!!
                said shouldContain "missing' doesn't exist"
                said shouldNotContain "(conn="
                database.query("select operations from migrate_history").forEach {
                    "$it" shouldNotContain "(conn="
                }
            }
        }

        test("no fact holds the password of the URL") {
            val url = "sqlite:${tempdir().resolve("app.db")}?password=Tr0ub4dor9"
            listOf(code { error("Tr0ub4dor9 is wrong") }, sql("select 'Tr0ub4dor9' from nowhere"))
                .forEach { operation ->
                    val migrator = migrator(DatabaseUrl.parse(url).dataSource(), listOf(operation))
                    val failure = shouldThrow<OperationFailedException> { migrator.upgrade() }
                    val facts = failure.problems().single().facts()
                    facts.toString() shouldNotContain "Tr0ub4dor9"
                    facts.toString() shouldContain "***"
                }
        }
    })

private fun migrator(database: DataSource, up: List<Operation>): Migrator =
    migrator(database, listOf(migration("a1", up = up))) {}
