package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.name
import io.kmigrate.dialect.run
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameConstraint
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.execute
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.sql.Connection

private val DIALECT = MysqlDialect()

/** A renamed column keeps its checks, in one statement and in the server's own words. */
class MysqlColumnRenameTest :
    FunSpec({
        // The name before and after, the checks before and after.
        listOf(
                Renamed("unitPrice", "price", "(`unitPrice` > 0)", "(`price` > 0)"),
                Renamed("a", "Price 2", "(`a` > 0)", "(`Price 2` > 0)"),
                Renamed("a", "b`c", "(`a` between 1 and 2)", "(`b``c` between 1 and 2)"),
                Renamed("a", "ünï", "(`a` > 0)", "(`ünï` > 0)"),
                Renamed("ünï", "a", "(`ünï` <> _utf8mb4'ß')", "(`a` <> _utf8mb4'ß')"),
                Renamed("A", "b", "(`A` > 0)", "(`b` > 0)"),
                Renamed(
                    "a",
                    "b",
                    "(`a` <> _utf8mb4'`a` \\'a\\' \\\\')",
                    "(`b` <> _utf8mb4'`a` \\'a\\' \\\\')",
                ),
                Renamed("a", "b", "(`note` <> _utf8mb4'`a`')", "(`note` <> _utf8mb4'`a`')"),
                Renamed("lower", "upper", "(lower(`lower`) > 0)", "(lower(`upper`) > 0)"),
                Renamed(
                    "date",
                    "day",
                    "(cast(`date` as date) > `note`)",
                    "(cast(`day` as date) > `note`)",
                ),
                Renamed("check", "enforced", "(`check` > 0)", "(`enforced` > 0)"),
                Renamed("a", "b", "(`a` > 0)", "(`b` > 0)", " /*!80016 NOT ENFORCED */"),
            )
            .forEach { row ->
                // There the server cannot show what it escapes itself.
                val modes = listOf("default", "'NO_BACKSLASH_ESCAPES'")
                modes.take(if ('\\' in row.before) 1 else 2).forEach { mode ->
                    test("sql_mode $mode: ${row.from} in ${row.before}${row.more}") {
                        TestMysql.freshDatabase().connection.use { connection ->
                            connection.execute(
                                "create table t (id int, `${row.from.replace("`", "``")}` varchar(20), note varchar(20)," +
                                    " constraint ck check ${row.before}${row.more.replace(COMMENT, "$1")})",
                                "set session sql_mode = $mode",
                            )
                            connection.run(DIALECT, RenameColumn(name("t"), row.from, row.to))
                            connection.execute("set session sql_mode = default")
                            checks(connection) shouldBe
                                listOf("CONSTRAINT `ck` CHECK (${row.after})${row.more}")
                            connection.run(DIALECT, RenameConstraint(name("t"), "ck", "ck2"))
                            checks(connection) shouldBe
                                listOf("CONSTRAINT `ck2` CHECK (${row.after})${row.more}")
                        }
                    }
                }
            }

        test("a check that the server refuses stays, and the column keeps its name") {
            TestMysql.freshDatabase().connection.use { connection ->
                connection.execute(
                    "create table t (id int, a int, b int, constraint ck check (a > 0))"
                )
                shouldThrow<Exception> {
                    connection.run(DIALECT, RenameColumn(name("t"), "a", "b"))
                }
                checks(connection) shouldBe listOf("CONSTRAINT `ck` CHECK ((`a` > 0))")
            }
        }

        listOf(
                "b int as (`a` + 1)" to true,
                "b int as (`id` + 1)" to false,
                "b varchar(20) as (_utf8mb4'`a`')" to false,
                "index ix ((`a` + 1))" to true,
                "index ix ((`id` + 1))" to false,
            )
            .forEach { (part, isUsed) ->
                test("a column that $part uses is refused before anything runs: $isUsed") {
                    TestMysql.freshDatabase().connection.use { connection ->
                        connection.execute(
                            "create table t (id int, a int, constraint ck check (a > 0), $part)"
                        )
                        val rename = RenameColumn(name("t"), "a", "z")
                        if (isUsed) {
                            shouldThrow<UnsupportedOperationByDialectException> {
                                connection.run(DIALECT, rename)
                            }
                        } else {
                            connection.run(DIALECT, rename)
                        }
                        checks(connection).size shouldBe 1
                    }
                }
            }
    })

private class Renamed(
    val from: String,
    val to: String,
    val before: String,
    val after: String,
    val more: String = "",
)

private val COMMENT = Regex("/\\*!\\d+ (.*) \\*/")

private fun checks(connection: Connection): List<String> =
    connection.createStatement().use { statement ->
        statement.executeQuery("show create table t").use { row ->
            row.next()
            row.getString(2).lines().map { it.trim().removeSuffix(",") }.filter { "CHECK (" in it }
        }
    }
