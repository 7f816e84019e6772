package io.kmigrate.dialect

import io.kmigrate.dialect.h2.H2Dialect
import io.kmigrate.dialect.mysql.MariadbDialect
import io.kmigrate.dialect.mysql.MysqlDialect
import io.kmigrate.dialect.oracle.OracleDialect
import io.kmigrate.dialect.sqlite.SqliteDialect
import io.kmigrate.dialect.sqlserver.SqlServerDialect
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.StoredProgram.Kind
import io.kmigrate.schema.View
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.DriverManager

private val NEW_VIEW = CreateView(View(name("v"), "SELECT b, a FROM t", false), true)

private fun program(kind: Kind, name: String, text: String) =
    CreateProgram(StoredProgram(StoredProgram.Id(kind, name(name), null, null), text), true)

private fun Connection.replace(dialect: Dialect, operation: Operation, catalog: Catalog? = null) =
    dialect.render(operation, catalog ?: dialect.introspector().catalog(this)).forEach {
        execute(it)
    }

/** What a replaced view or program keeps on the databases beside PostgreSQL. */
class ReplacementTest :
    FunSpec({
        val trigger =
            StoredProgram(
                StoredProgram.Id(Kind.TRIGGER, name("into_v"), name("v"), null),
                "CREATE TRIGGER into_v INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.a, 1); END",
            )

        mapOf<String, Catalog?>(
                "live" to null,
                "offline" to Catalog.of(Snapshot.of(listOf(), listOf(trigger))),
            )
            .forEach { (way, catalog) ->
                test("a view of SQLite keeps its triggers, $way") {
                    DriverManager.getConnection("jdbc:sqlite::memory:").use { connection ->
                        connection.execute(
                            "CREATE TABLE t (a, b)",
                            "CREATE VIEW v AS SELECT a FROM t",
                            "CREATE VIEW w AS SELECT a FROM v",
                            trigger.definition(),
                        )
                        connection.replace(SqliteDialect(), NEW_VIEW, catalog)
                        connection.execute("INSERT INTO v (a) VALUES (7)")
                        connection.strings("SELECT a FROM w") shouldContainExactly listOf("7")
                    }
                }
            }

        test("a view of H2 keeps its rights, comment and the views that read it") {
            TestH2.freshDatabase().connection.use { connection ->
                connection.execute(
                    "CREATE TABLE t (a INT, b INT)",
                    "CREATE VIEW v AS SELECT a FROM t",
                    "CREATE VIEW w AS SELECT a FROM v",
                    "CREATE USER reader PASSWORD 'x'",
                    "GRANT SELECT ON v TO reader",
                    "COMMENT ON VIEW v IS 'kept'",
                )
                connection.replace(H2Dialect(), NEW_VIEW)
                connection.strings(
                    "SELECT REMARKS FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'v'"
                ) shouldBe listOf("kept")
                connection.strings(
                    "SELECT LOWER(GRANTEE) FROM INFORMATION_SCHEMA.TABLE_PRIVILEGES WHERE TABLE_NAME = 'v' AND LOWER(GRANTEE) = 'reader'"
                ) shouldBe listOf("reader")
                connection.strings("SELECT COUNT(*) FROM w") shouldBe listOf("0")
            }
        }

        // The server of the tests keeps no privileges: the manual says that this statement keeps
        // them.
        test(
            "functions and procedures of MariaDB are replaced in place, by any head of the statement"
        ) {
            TestMariadb.freshDatabase().connection.use { connection ->
                connection.execute(
                    "CREATE FUNCTION f() RETURNS INT RETURN 1",
                    "CREATE PROCEDURE p() SELECT 1",
                )
                val dialect = MariadbDialect()
                val texts =
                    listOf(
                        program(
                            Kind.FUNCTION,
                            "f",
                            "/* create */ create function f() returns int return 2",
                        ),
                        program(
                            Kind.PROCEDURE,
                            "p",
                            "CREATE DEFINER = CURRENT_USER PROCEDURE p() SELECT 'create procedure'",
                        ),
                    )
                texts.forEach { operation ->
                    connection.replace(dialect, operation)
                    dialect.render(operation, Catalog.of(Snapshot.empty())).map {
                        "OR REPLACE" in it
                    } shouldBe listOf(true)
                }
                connection.strings("SELECT f()") shouldBe listOf("2")
            }
        }

        test("the others write the statement that replaces, where there is one") {
            val text = "-- create or replace\nCREATE /* OR ALTER */ FUNCTION f() …"
            val operation = program(Kind.FUNCTION, "f", text)
            fun written(dialect: Dialect) = dialect.render(operation, Catalog.of(Snapshot.empty()))
            written(OracleDialect()) shouldBe
                listOf("-- create or replace\nCREATE OR REPLACE /* OR ALTER */ FUNCTION f() …")
            written(SqlServerDialect()) shouldBe
                listOf("-- create or replace\nCREATE OR ALTER /* OR ALTER */ FUNCTION f() …")
            written(MysqlDialect()) shouldBe listOf("DROP FUNCTION IF EXISTS `f`", text)
        }
    })
