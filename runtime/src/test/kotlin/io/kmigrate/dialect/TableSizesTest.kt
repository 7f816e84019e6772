package io.kmigrate.dialect

import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.TableName
import io.kmigrate.schema.TableSizes
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.util.OptionalLong
import javax.sql.DataSource

/** Sizes and versions, asked of real databases. */
class TableSizesTest :
    FunSpec({
        val rows = 3000
        val wanted = listOf("empty", "Full Table", "missing").map(TableName::of)

        fun DataSource.sizes(tables: List<TableName> = wanted): TableSizes = connection.use {
            val dialect = Dialects.forConnection(it)
            LiveTables.sizes(dialect, it, tables, LargeTable(1000, 1L shl 30)) { problem ->
                error(problem.message())
            }
        }

        /** Rows by doubling: no database has to know a series. */
        fun DataSource.fill(table: String) {
            execute("insert into $table (a) values ('some text that takes a little room')")
            repeat(12) { execute("insert into $table (a) select a from $table") }
            execute("delete from $table where a is null")
        }

        TestDatabase.entries.forEach { database ->
            test("$database tells how large its tables are, and has none that is missing") {
                val source = database.fresh()
                val quote = if (database.isOfMysql) "`" else "\""
                val full = "${quote}Full Table$quote"
                val empty = "${quote}empty$quote"
                source.execute("create table $empty (a varchar(100))")
                source.execute("create table $full (a varchar(100))")
                source.fill(full.replace("(a)", "(${quote}a$quote)"))
                if (database.isOfMysql) source.execute("analyze table $full")
                val sizes = source.sizes()
                sizes.sizes().keys shouldBe wanted.take(2).toSet()
                sizes.isLarge(wanted[0]) shouldBe false
                sizes.isLarge(wanted[1]) shouldBe true
                sizes.isLarge(wanted[2]) shouldBe false
                sizes.of(wanted[1]).get().rows().asLong.shouldBeInRange(2000L..9000L)
            }

            test("$database says its version") {
                database.fresh().connection.use {
                    val version = Dialects.forConnection(it).introspector().version(it)
                    withClue(it.metaData.databaseProductVersion) {
                        it.metaData.databaseProductVersion.contains("$version") shouldBe true
                        version.isAtLeast(2) shouldBe true
                    }
                }
            }
        }

        test("PostgreSQL adds the partitions of a table up, before and after ANALYZE") {
            val source = TestDatabase.POSTGRESQL.fresh()
            source.execute("create table p (a int, b text) partition by range (a)")
            val parent = listOf(TableName.of("p"))
            source.sizes(parent).of(parent[0]).get().rows() shouldBe OptionalLong.of(0)
            source.execute("create table p1 partition of p for values from (0) to (2000)")
            source.execute("create table p2 partition of p for values from (2000) to (9999)")
            source.execute("insert into p select n, 'some text' from generate_series(1, $rows) n")
            source.sizes(parent).of(parent[0]).get().rows().asLong.shouldBeInRange(1500L..6000L)
            source.execute("analyze p")
            source.sizes(parent).of(parent[0]).get().rows() shouldBe OptionalLong.of(rows.toLong())
        }

        test("SQLite counts no more rows than its file has room for") {
            val source = TestDatabase.SQLITE.fresh()
            source.execute("create table far (id integer primary key)")
            source.execute("create table plain (id text primary key) without rowid")
            source.execute("insert into far values (9000000000)")
            val sizes = source.sizes(listOf("far", "plain").map(TableName::of))
            sizes.sizes().values.forEach { it.rows().asLong.shouldBeInRange(1L..16384L) }
        }

        test("MySQL's session has its setting again") {
            val source = TestDatabase.MYSQL.fresh()
            source.connection.use { connection ->
                connection
                    .createStatement()
                    .execute("set session information_schema_stats_expiry = 77")
                Dialects.forConnection(connection).introspector().tableSizes(connection, wanted)
                connection.query("select @@session.information_schema_stats_expiry") shouldBe
                    listOf(77L)
            }
        }

        test("a server that refuses is named once, and every table counts as large") {
            val source = TestDatabase.POSTGRESQL.fresh()
            val said = mutableListOf<String>()
            source.connection.use {
                val dialect = Dialects.forConnection(it)
                it.createStatement().execute("revoke select on pg_class from public")
                it.createStatement().execute("create role reader")
                it.createStatement().execute("set role reader")
                val sizes =
                    LiveTables.sizes(dialect, it, wanted, LargeTable.STANDARD) { problem ->
                        said += problem.message()
                    }
                it.createStatement().execute("reset role")
                it.createStatement().execute("drop role reader")
                wanted.all(sizes::isLarge) shouldBe true
            }
            said shouldHaveSize 1
        }

        mapOf(
                "sqlserver" to "io.kmigrate.dialect.sqlserver.SqlServerSizes",
                "oracle" to "io.kmigrate.dialect.oracle.OracleSizes",
            )
            .forEach { (dialect, type) ->
                test("the question about sizes on $dialect, read against the manual") {
                    val field = Class.forName(type).getDeclaredField("QUERY")
                    field.isAccessible = true
                    val query = field.get(null) as SizeQuery
                    val asked =
                        query.sql(
                            listOf(TableName.of("users"), TableName("billing", "Own Orders"))
                        ) + "\n"
                    val golden = Path.of("src/test/resources/golden/sizes/$dialect.sql")
                    if (System.getProperty("golden.update").toBoolean())
                        Files.writeString(golden, asked)
                    asked shouldBe Files.readString(golden)
                }
            }

        test("versions are read and compared") {
            listOf(
                    "14" to "14",
                    "15.4 (Debian 15.4-1)" to "15.4",
                    "8.0.29-log" to "8.0.29",
                    "11.4.0-MariaDB" to "11.4",
                )
                .forEach { (text, version) ->
                    "${ServerVersion.parse(text).get()}" shouldBe version
                }
            ServerVersion.parse("Oracle Database 19c").isEmpty shouldBe true
            ServerVersion(8, 0, 29).isAtLeast(8, 0, 12) shouldBe true
            ServerVersion(8, 0, 29).isAtLeast(8, 4) shouldBe false
        }
    })
