package io.kmigrate.dialect

import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** A part of a transaction is reverted in the words of the database. */
class SavepointTest :
    FunSpec({
        for (kind in TestDatabase.entries) {
            test("$kind reverts what is behind the place, and nothing before it") {
                val database = kind.fresh()
                database.execute("create table t (id integer)")
                database.connection.use { connection ->
                    val sql = Dialects.forConnection(connection).batches()
                    connection.autoCommit = false
                    connection.execute(
                        "insert into t values (1)",
                        sql.savepoint(),
                        "insert into t values (2)",
                        sql.rollbackToSavepoint(),
                        "insert into t values (3)",
                    )
                    connection.commit()
                }
                database.query("select id from t order by id") shouldBe listOf("1", "3")
            }
        }

        test("SQL Server has words of its own") {
            val sql = Dialects.named("sqlserver").batches()
            sql.savepoint() shouldBe "SAVE TRANSACTION kmigrate_rows"
            sql.rollbackToSavepoint() shouldBe "ROLLBACK TRANSACTION kmigrate_rows"
        }
    })
