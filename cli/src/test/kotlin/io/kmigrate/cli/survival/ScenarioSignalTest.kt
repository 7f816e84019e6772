package io.kmigrate.cli.survival

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.time.Duration.Companion.minutes

/**
 * A signal while a statement waits for a lock: the message says what the database has, where a
 * revision cannot be rolled back.
 */
internal class ScenarioSignalTest :
    FunSpec({
        listOf(SurvivalDatabase.MARIADB, SurvivalDatabase.MYSQL).forEach { kind ->
            test("$kind: SIGTERM during a wait for a lock; the next run continues there") {
                val folder = tempdir().toPath().toRealPath()
                val url = kind.fresh(folder)
                val database = DatabaseUrl.parse(url).dataSource()
                database.execute("create table busy (id int primary key) engine = InnoDB")
                folder.resolve("migrations").createDirectories()
                folder.resolve("migrations/1.migration.kts").writeText(SCRIPT)
                val upgrade = arrayOf("--url", url, "upgrade")
                database.connection.use { other ->
                    other.autoCommit = false
                    other.createStatement().use { it.executeQuery("select * from busy").close() }
                    val waiting = MigrateProcess.start(folder, *upgrade)
                    eventually(2.minutes) { database.query(WAITING).shouldNotBeEmpty() }
                    waiting.terminate()
                    waiting.end() shouldBe 130
                    val said = waiting.log.readText()
                    said shouldContain "revision aaaa0001 \"wait\" stopped"
                    said shouldContain "1 of 2 operations"
                    database.query(HISTORY) shouldContainExactly listOf("1")
                    database.query(COLUMNS) shouldContainExactly listOf("id")
                    other.rollback()
                }
                MigrateProcess.start(folder, *upgrade).end() shouldBe 0
                database.query(COLUMNS) shouldContainExactly listOf("id", "size")
                database.query("select version_num from migrate_version") shouldContainExactly
                    listOf("aaaa0001")
            }
        }
    })

private const val WAITING =
    "select id from information_schema.processlist where state like 'Waiting for table metadata%'" +
        " and db = database()"
private const val HISTORY = "select operations_done from migrate_history"
private const val COLUMNS =
    "select column_name from information_schema.columns where table_schema = database()" +
        " and table_name = 'busy' order by column_name"
private const val SCRIPT =
    """revision = "aaaa0001"
message = "wait"

upgrade {
    createTable("first") { integer("id") }
    addColumn("busy") { integer("size").nullable() }
}
"""
