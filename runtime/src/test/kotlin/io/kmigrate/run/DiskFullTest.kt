package io.kmigrate.run

import io.kmigrate.dialect.DatabaseException
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.failure.ErrorCode
import io.kmigrate.message.DatabaseMessages
import io.kmigrate.migrator
import io.kmigrate.operation.Operation
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.IOException
import java.sql.Connection
import java.sql.SQLException
import javax.sql.DataSource
import org.h2.api.ErrorCode.IO_EXCEPTION_1
import org.h2.message.DbException

/** A database without room says so: neither the script nor the data is at fault. */
class DiskFullTest :
    FunSpec({
        LIVE.forEach { (what, live) ->
            listOf(false, true).forEach { isCode ->
                test("$what, by ${if (isCode) "code" else "SQL text"}") {
                    val database = live.database()
                    database.execute(live.prepare)
                    val script = migration("rev1", up = listOf(work(live.statement, isCode)))
                    val failure =
                        shouldThrow<OperationFailedException> {
                            migrator(database, listOf(script)).upgrade()
                        }
                    failure.problems().single().fix() shouldBe DatabaseMessages.full().fix()
                    val room = migration("rev1", up = listOf(sql("select 1")))
                    migrator(live.again(database), listOf(room))
                        .upgrade()
                        .revisions() shouldContainExactly listOf("rev1")
                }
            }
        }

        SAID.forEach { (dialect, failures) ->
            failures.forEach { failure ->
                test("$dialect: ${failure.sqlState} ${failure.errorCode} ${failure.message}") {
                    val known = Dialects.named(dialect).sessions().explanation(failure)
                    known.get().code() shouldBe ErrorCode.DISK_FULL
                }
            }
        }

        test("a failure outside of revisions has the code") {
            val failure = SQLException("The table 't' is full", "HY000", 1114)
            DatabaseException.ofCommand("read", failure).code() shouldBe ErrorCode.DISK_FULL
        }

        test("the same number or state of another failure says nothing") {
            OTHERS.forEach { (dialect, failure) ->
                Dialects.named(dialect).sessions().explanation(failure).isPresent shouldBe false
            }
        }
    })

private class Room(
    val database: () -> DataSource,
    val statement: String,
    val prepare: List<String> = listOf(),
    val again: (DataSource) -> DataSource = { it },
)

private fun work(statement: String, isCode: Boolean): Operation =
    if (!isCode) sql(statement)
    else
        code { context ->
            context.unwrap(Connection::class.java).createStatement().use {
                try {
                    it.execute(statement)
                } catch (failed: SQLException) {
                    throw IllegalStateException("the copy failed", failed)
                }
            }
        }

/** A table in memory has a limit of its own: the server says of it what it says of a tablespace. */
private fun inMemory(kind: TestDatabase) =
    Room(
        { kind.fresh() },
        "insert into small select repeat('x', 60000) from filler",
        listOf(
            "create table filler (n int)",
            "insert into filler values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)",
            "insert into filler select a.n from filler a, filler b, filler c",
            "create table small (t varchar(60000)) character set latin1 engine = memory max_rows = 1",
        ),
    )

private val LIVE: Map<String, Room> =
    mapOf(
        "SQLite, whose file may not become larger" to
            Room(
                {
                    val folder = temporaryFolder("full")
                    val url = "jdbc:sqlite:$folder/app.db"
                    UrlDataSource(url).execute("create table large (t text)")
                    UrlDataSource("$url?max_page_count=40")
                },
                "insert into large select hex(randomblob(400000))",
                again = { full ->
                    UrlDataSource(full.connection.use { it.metaData.url }.substringBefore('?'))
                },
            ),
        "PostgreSQL" to
            Room(
                { TestDatabase.POSTGRESQL.fresh() },
                "do \$\$ begin raise exception 'could not extend file: No space left on device' " +
                    "using errcode = 'disk_full'; end \$\$",
            ),
        "MariaDB" to inMemory(TestDatabase.MARIADB),
        "MySQL" to inMemory(TestDatabase.MYSQL),
    )

private val SAID: Map<String, List<SQLException>> =
    mapOf(
        "mysql" to
            listOf(
                SQLException(
                    "Disk full (/tmp/#sql); waiting for someone to free some space",
                    "HY000",
                    1021,
                ),
                SQLException("Create table/tablespace 'a' failed, as disk is full", "HY000", 3675),
                SQLException(
                    "Got error 28 - 'No space left on device' from storage engine",
                    "HY000",
                    1030,
                ),
                SQLException(
                    "Error writing file 'b' (OS errno 28 - No space left on device)",
                    "HY000",
                    3,
                ),
            ),
        "mariadb" to
            listOf(
                SQLException(
                    "Got error 28 \"No space left on device\" from storage engine",
                    "HY000",
                    1030,
                )
            ),
        "oracle" to
            listOf(
                SQLException(
                    "ORA-01653: unable to extend table A.B by 8 in tablespace C",
                    "72000",
                    1653,
                ),
                SQLException(
                    "ORA-30036: unable to extend segment by 8 in undo tablespace",
                    "72000",
                    30036,
                ),
            ),
        "h2" to
            listOf(
                DbException.get(IO_EXCEPTION_1, IOException("No space left on device"), "shop")
                    .sqlException
            ),
    )

private val OTHERS: List<Pair<String, SQLException>> =
    listOf(
        "sqlite" to SQLException("not of its driver", "", 13),
        "postgresql" to SQLException("not of its driver", "53100", 0),
        "mysql" to SQLException("ORA-01114: IO error", "72000", 1114),
        "sqlserver" to SQLException("not of its driver", "S0001", 1105),
        "h2" to SQLException("No space left on device", "90031", 90031),
    )
