package io.kmigrate.cli.survival

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.time.Duration.Companion.minutes

/**
 * A signal while a statement waits for a lock: the message says what the database has, and the next
 * run continues there.
 */
internal class ScenarioSignalTest :
    FunSpec({
        WAITS.forEach { wait ->
            test("${wait.kind}: SIGTERM during a wait for a lock leaves what the message says") {
                val folder = tempdir().toPath().toRealPath()
                val url = wait.kind.fresh(folder)
                val database = DatabaseUrl.parse(url).dataSource()
                database.execute("create table busy (id int primary key)")
                folder.resolve("migrations").createDirectories()
                folder.resolve("migrations/1.migration.kts").writeText(SCRIPT)
                val upgrade = arrayOf("--url", url, "upgrade")
                database.connection.use { other ->
                    other.autoCommit = false
                    other.createStatement().use { it.executeQuery("select * from busy").close() }
                    val waiting = MigrateProcess.start(folder, *upgrade)
                    eventually(2.minutes) { database.query(wait.question).shouldNotBeEmpty() }
                    waiting.terminate()
                    waiting.end() shouldBe INTERRUPTED
                    val said = waiting.log.readText()
                    said shouldContain "revision aaaa0001 \"wait\" stopped"
                    said shouldContain wait.said
                    database.query(HISTORY) shouldContainExactly listOf(wait.history)
                    database.query(wait.columns) shouldContainExactlyInAnyOrder wait.left
                    other.rollback()
                }
                MigrateProcess.start(folder, *upgrade).end() shouldBe 0
                database.query(wait.columns) shouldContainExactlyInAnyOrder
                    listOf("busy.id", "busy.size", "first.id")
                database.query("select version_num from migrate_version") shouldContainExactly
                    listOf("aaaa0001")
            }
        }
    })

/** @property question has an answer while a statement waits */
private class Wait(
    val kind: SurvivalDatabase,
    schema: String,
    val question: String,
    val said: String,
    val history: String,
    val left: List<String>,
) {
    val columns =
        "select concat(table_name, '.', column_name) from information_schema.columns" +
            " where table_name in ('busy', 'first') and table_schema = $schema"
}

private const val METADATA =
    "select id from information_schema.processlist where state like 'Waiting for table metadata%'" +
        " and db = database()"
private const val SECOND = "operation 1 of this revision is done and stays done"

private val WAITS =
    listOf(
        Wait(
            SurvivalDatabase.POSTGRESQL,
            "current_schema()",
            "select pid from pg_stat_activity" +
                " where wait_event_type = 'Lock' and datname = current_database()",
            "rolled back: the database is as it was before this revision",
            "failed 0",
            listOf("busy.id"),
        ),
        Wait(
            SurvivalDatabase.MARIADB,
            "database()",
            METADATA,
            SECOND,
            "running 1",
            listOf("busy.id", "first.id"),
        ),
        Wait(
            SurvivalDatabase.MYSQL,
            "database()",
            METADATA,
            SECOND,
            "running 1",
            listOf("busy.id", "first.id"),
        ),
    )

private const val INTERRUPTED = 130
private const val HISTORY = "select concat(outcome, ' ', operations_done) from migrate_history"
private const val SCRIPT =
    """revision = "aaaa0001"
message = "wait"

upgrade {
    createTable("first") { integer("id") }
    addColumn("busy") { integer("size").nullable() }
}
"""
