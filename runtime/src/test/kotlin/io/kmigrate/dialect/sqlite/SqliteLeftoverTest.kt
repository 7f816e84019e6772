package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.query
import io.kmigrate.dialect.run
import io.kmigrate.dialect.statement
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.testing.TestDatabase
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection

private val DIALECT = SqliteDialect()
private val REBUILD = AlterColumn(name("t"), "a", ColumnChange.none().withType(int32))
private const val TABLES = "select name from sqlite_master where type = 'table' order by name"

/** The copy that a rebuild makes has a name that a user may have given, too. */
class SqliteLeftoverTest :
    FunSpec({
        fun database(work: (Connection) -> Unit) =
            TestDatabase.SQLITE.fresh().connection.use { connection ->
                connection.statement("create table t (a text)")
                connection.statement("insert into t values ('1')")
                work(connection)
            }

        test("the copy of a run that was killed amid the rebuild goes") {
            database { connection ->
                val statements = DIALECT.render(REBUILD, DIALECT.introspector().catalog(connection))
                val copied = statements.indexOfFirst {
                    it.startsWith("INSERT INTO \"_kmigrate_t\"")
                }
                statements.take(copied + 1).forEach { connection.statement(it) }
                connection.query(TABLES) shouldContainExactly listOf("_kmigrate_t", "t")
                connection.run(DIALECT, REBUILD)
                connection.query(TABLES) shouldContainExactly listOf("t")
                connection.query("select typeof(a) from t") shouldContainExactly listOf("integer")
            }
        }

        listOf(
                "another table" to "create table _kmigrate_t (a text, b int)",
                "a table of the same columns" to "create table _kmigrate_t (a int)",
                "a table with an index" to
                    "create table _kmigrate_t (a int unique); create index ix on _kmigrate_t (a)",
            )
            .forEach { (title, sql) ->
                test("$title of that name is kept, and the rebuild refused") {
                    database { connection ->
                        sql.split("; ").forEach { connection.statement(it) }
                        connection.statement("insert into _kmigrate_t (a) values (7)")
                        shouldThrow<UnsupportedOperationByDialectException> {
                                connection.run(DIALECT, REBUILD)
                            }
                            .message shouldBe
                            "SQLite cannot rebuild table t: there is a table _kmigrate_t that no rebuild left"
                        connection.query(
                            "select cast(a as int) from _kmigrate_t"
                        ) shouldContainExactly listOf(7)
                        connection.query("select a from t") shouldContainExactly listOf("1")
                    }
                }
            }
    })
