package io.kmigrate.run

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.quickFolder
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.annotation.Isolate
import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.Enabled
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.io.IOException
import java.sql.SQLException
import javax.sql.DataSource
import kotlin.io.path.div
import kotlin.io.path.writeText

/**
 * A database that may only be read says so, with what to do about it. Whole servers are read-only
 * meanwhile, which other tests use.
 */
@Isolate
class ReadOnlyTest :
    FunSpec({
        val first = migration("rev1", up = listOf(create("one")))
        val chain = listOf(first, migration("rev2", "rev1", up = listOf(create("two"))))

        fun shouldBeReadOnly(database: DataSource, fix: String) {
            val outside =
                shouldFailWith(ErrorCode.READ_ONLY) { migrator(database, chain).stamp("rev2") }
            val inside = shouldThrow<MigrationException> { migrator(database, chain).upgrade() }
            listOf(outside, inside).forEach { failure ->
                "${failure.problems().single().fix()?.command()}" shouldContain fix
            }
            migrator(database, chain).history().rows() shouldContainExactly listOf("rev1")
        }

        LIVE.forEach { row ->
            test(row.what) {
                val database = row.kind()
                migrator(database.writable, listOf(first)).upgrade()
                try {
                    database.close()
                    shouldBeReadOnly(database.readOnly, row.fix)
                } finally {
                    database.reopen()
                }
                migrator(database.writable, chain).upgrade().revisions() shouldContainExactly
                    listOf("rev2")
            }
        }

        test("a standby of PostgreSQL; targetServerType=primary finds the primary server") {
            val folder = quickFolder("standby")
            fun start() =
                EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .start()
            start().use { migrator(it.postgresDatabase, listOf(first)).upgrade() }
            (folder / "standby.signal").writeText("")
            start().use { standby ->
                shouldBeReadOnly(standby.postgresDatabase, "targetServerType=primary")
                val primary = POSTGRESQL.fresh()
                val name = primary.connection.use { it.catalog }
                standby.postgresDatabase.connection.use { it.catalog } shouldBe "postgres"
                val hosts = "localhost:${standby.port},localhost:${TestPostgres.port}"
                val both = "jdbc:postgresql://$hosts/$name?user=postgres&targetServerType=primary"
                migrator(UrlDataSource(both), chain).upgrade().revisions() shouldContainExactly
                    listOf("rev2")
            }
            folder.toFile().deleteRecursively()
        }

        test("SQLite on a file system that may only be read").config(
            enabledOrReasonIf = { MOUNTS }
        ) {
            val folder = temporaryFolder("mounted")
            run("mount", "-t", "tmpfs", "tmpfs", "$folder") shouldBe 0
            try {
                val database = UrlDataSource("jdbc:sqlite:$folder/shop.db")
                migrator(database, listOf(first)).upgrade()
                run("mount", "-o", "remount,ro", "$folder") shouldBe 0
                val failure =
                    shouldFailWith(ErrorCode.READ_ONLY) { migrator(database, chain).upgrade() }
                "${failure.message}" shouldNotContain "Exception"
                shouldBeReadOnly(database, "make the file system writable")
                run("mount", "-o", "remount,rw", "$folder") shouldBe 0
                migrator(database, chain).upgrade().revisions() shouldContainExactly listOf("rev2")
            } finally {
                run("umount", "$folder")
            }
        }

        NOT_HERE.forEach { (dialect, state, code, message) ->
            test("$dialect, which is not here: $code") {
                val failure = SQLException(message, state, code)
                val known = Dialects.named(dialect).sessions().explanation(failure)
                known.get().code() shouldBe ErrorCode.READ_ONLY
            }
        }

        test("the same number of another failure says nothing") {
            OTHERS.forEach { (dialect, state, code, message) ->
                val failure = SQLException(message, state, code)
                Dialects.named(dialect).sessions().explanation(failure).isPresent shouldBe false
            }
        }
    })

private class Live(
    val writable: DataSource,
    val readOnly: DataSource = writable,
    val close: () -> Unit = {},
    val reopen: () -> Unit = {},
)

private class Row(val what: String, val fix: String, val kind: () -> Live)

private data class Said(
    val dialect: String,
    val state: String,
    val code: Int,
    val message: String,
)

/** Only an administrator may mount, and not in every container. */
private val MOUNTS: Enabled by lazy {
    val folder = temporaryFolder("mount")
    if (run("mount", "-t", "tmpfs", "tmpfs", "$folder") == 0) {
        run("umount", "$folder")
        Enabled.enabled
    } else Enabled.disabled("this user may not mount a file system")
}

private fun run(vararg command: String): Int =
    try {
        ProcessBuilder(*command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
    } catch (_: IOException) {
        -1
    }

private const val PRIMARY = "connect to the primary server, or let this one write"

private val LIVE =
    listOf(
        Row("PostgreSQL, a session that only reads", "targetServerType=primary") {
            val database = POSTGRESQL.fresh()
            val url = TestPostgres.url(database)
            Live(
                database,
                UrlDataSource("$url&options=-c%20default_transaction_read_only%3Don"),
            )
        },
        Row("MariaDB with --read-only", PRIMARY) {
            val root = TestMariadb.freshDatabaseOfAccount()
            root.connection.use {
                it.execute("create user if not exists plain", "grant all on `test%`.* to plain")
            }
            val url = root.connection.use { "${it.metaData.url}" }
            Live(
                UrlDataSource(url.replace("user=root", "user=plain")),
                close = { root.connection.use { it.execute("set global read_only = 1") } },
                reopen = { root.connection.use { it.execute("set global read_only = 0") } },
            )
        },
        Row("MySQL with super_read_only", PRIMARY) {
            val database = MYSQL.fresh()
            Live(
                database,
                close = {
                    database.connection.use { it.execute("set global super_read_only = 1") }
                },
                reopen = { database.connection.use { it.execute("set global read_only = 0") } },
            )
        },
        Row("MySQL, a session that only reads", PRIMARY) {
            val database = MYSQL.fresh()
            val url = TestMysql.url(database)
            Live(database, UrlDataSource("$url&sessionVariables=transaction_read_only=1"))
        },
        Row("MySQL by MariaDB's driver, a session that only reads", PRIMARY) {
            val database = TestMysql.byMariadbDriver(MYSQL.fresh())
            val url = TestMysql.url(database).replace("jdbc:mysql", "jdbc:mariadb")
            Live(database, UrlDataSource("$url&sessionVariables=transaction_read_only=1"))
        },
        Row("H2 with ACCESS_MODE_DATA=r", "ACCESS_MODE_DATA=r") {
            val url = "jdbc:h2:file:${temporaryFolder("h2")}/shop"
            Live(UrlDataSource(url), UrlDataSource("$url;ACCESS_MODE_DATA=r"))
        },
        Row("SQLite with mode=ro", "mode=ro") {
            val file = temporaryFolder("sqlite") / "shop.db"
            Live(
                UrlDataSource("jdbc:sqlite:$file"),
                UrlDataSource("jdbc:sqlite:file:$file?mode=ro"),
            )
        },
    )

private val NOT_HERE =
    listOf(
        Said("mysql", "HY000", 1836, "Running in read-only mode"),
        Said("oracle", "72000", 16000, "ORA-16000: database open for read-only access"),
        Said("oracle", "72000", 372, "ORA-00372: file 5 cannot be modified at this time"),
    )

private val OTHERS =
    listOf(
        Said("mysql", "HY000", 1290, "The server runs with the --secure-file-priv option"),
        Said("mysql", "42000", 1792, "ORA-01792: maximum number of columns is 1000"),
        Said("oracle", "HY000", 372, "something else"),
        Said("sqlserver", "S0001", 3906, "not of its driver"),
        Said("h2", "90097", 90097, "not of its driver"),
        Said("sqlite", "", 8, "not of its driver"),
        Said("postgresql", "25006", 0, "not of its driver"),
    )
