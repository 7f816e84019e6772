package io.kmigrate.dialect.mysql

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaScope
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource

/** The sql_mode that a session of ours has: what nobody but the driver asked for is not in it. */
class MysqlSqlModeTest :
    FunSpec({
        val server = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION"
        listOf(
                Triple(server, server, server),
                Triple("IGNORE_SPACE,$server", server, server),
                Triple("IGNORE_SPACE,$server", "IGNORE_SPACE,$server", "IGNORE_SPACE,$server"),
                Triple("STRICT_TRANS_TABLES", "", ""),
                Triple("IGNORE_SPACE,STRICT_TRANS_TABLES", "", ""),
                Triple("", "", ""),
                Triple("", server, ""),
                Triple("IGNORE_SPACE", server, ""),
                Triple("ANSI_QUOTES,IGNORE_SPACE", server, "ANSI_QUOTES"),
                Triple("ANSI_QUOTES,STRICT_TRANS_TABLES", "", "ANSI_QUOTES,STRICT_TRANS_TABLES"),
                Triple(
                    "ANSI_QUOTES,IGNORE_SPACE",
                    "IGNORE_SPACE,$server",
                    "ANSI_QUOTES,IGNORE_SPACE",
                ),
            )
            .forEach { (found, global, wanted) ->
                test("<$found> on a server with <$global> becomes <$wanted>") {
                    SqlMode(found, global).wanted() shouldBe wanted
                }
            }

        val databases =
            listOf<Pair<String, () -> DataSource>>(
                "MARIADB" to MARIADB::fresh,
                "MYSQL" to MYSQL::fresh,
                "MYSQL by MariaDB's driver" to
                    {
                        TestMysql.byMariadbDriver(MYSQL.fresh())
                    },
            )
        databases.forEach { (name, fresh) ->
            test(
                "$name: names of functions name tables, and programs have the mode of the server"
            ) {
                val database = fresh()
                run(
                    database,
                    "create table count (id int)",
                    "create table now (id int)",
                    "create function f() returns int deterministic return 1",
                )
                val mode = database.query("select @@global.sql_mode").single()
                database.query(
                    "select sql_mode from information_schema.routines where routine_schema = database()"
                ) shouldBe listOf(mode)
                database.connection.use {
                    val introspector = Dialects.forConnection(it).introspector()
                    introspector.unsupportedObjects(it, SchemaScope.OWN).found() shouldBe listOf()
                }
            }

            test("$name: a mode that the session was given is kept, and found again afterwards") {
                val given = fresh().connection
                given.createStatement().use { it.execute("set session sql_mode = 'ANSI_QUOTES'") }
                val mode = given.mode()
                MysqlSessions(if (name == "MARIADB") Product.MARIADB else Product.MYSQL)
                    .session(given)
                    .use { given.mode() shouldContain "ANSI_QUOTES" }
                given.mode() shouldBe mode
                given.close()
            }
        }
    })

private fun run(database: DataSource, vararg statements: String) {
    val only = migration("a1", up = statements.map { ExecuteSql(it) })
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(only)))
        .build()
        .upgrade()
}

private fun Connection.mode(): String =
    createStatement().use { statement ->
        statement.executeQuery("select @@session.sql_mode").use { row ->
            row.next()
            row.getString(1)
        }
    }
