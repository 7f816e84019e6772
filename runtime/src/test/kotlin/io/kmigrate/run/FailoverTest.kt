package io.kmigrate.run

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.execution.ExecutionEvent.StepFinished
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.testing.TestFailover
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.seed
import io.kmigrate.testing.sql
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import java.sql.Connection
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.random.Random
import kotlin.time.Duration.Companion.hours

/**
 * The primary of PostgreSQL dies amid a run, and its standby takes over. `-Dfailover.kills=20` for
 * more rounds, each with servers of its own.
 */
class FailoverTest :
    FunSpec({
        val kills = Integer.getInteger("failover.kills", 1)

        test(
                "four migrators survive the death of the primary $kills times: nothing is lost or done twice"
            )
            .config(timeout = 3.hours) {
                val random = Random(seed("failover.seed"))
                val failed = AtomicInteger()
                val hits = AtomicInteger()
                repeat(kills) { round ->
                    TestFailover.start().use { servers ->
                        val moment = random.nextLong(100, 1_200)
                        withClue("round ${round + 1}, killed after $moment ms") {
                            play(servers, moment, failed, hits)
                        }
                    }
                }
                println(
                    "PostgreSQL failover: kills $kills, amid a run $hits, runs that failed $failed"
                )
            }
    })

private const val REVISIONS = 12

private val chain =
    (1..REVISIONS).map { number ->
        val parents = if (number == 1) emptyArray() else arrayOf("rev${number - 1}")
        val start = if (number == 1) listOf(sql("create table journal (step text)")) else listOf()
        val work = code {
            val connection = it.unwrap(Connection::class.java)
            connection.execute("insert into journal values ('rev$number')", "select pg_sleep(0.05)")
        }
        migration("rev$number", *parents, up = start + create("table_$number") + work)
    }

private fun play(servers: TestFailover, moment: Long, failed: AtomicInteger, hits: AtomicInteger) {
    val database = DatabaseUrl.parse(servers.url).dataSource()
    val acknowledged = CopyOnWriteArrayList<String>()
    val runs =
        (1..4).map {
            CompletableFuture.runAsync {
                while (true) {
                    try {
                        migrator(database, chain) {
                                lockTimeout(Duration.ofMinutes(1)).listener { event ->
                                    if (event is StepFinished)
                                        acknowledged += event.step().revision().id()
                                }
                            }
                            .upgrade()
                        break
                    } catch (_: MigrationException) {
                        failed.incrementAndGet()
                        Thread.sleep(20)
                    }
                }
            }
        }
    runCatching { CompletableFuture.allOf(*runs.toTypedArray()).get(moment, TimeUnit.MILLISECONDS) }
    if (runs.any { !it.isDone }) hits.incrementAndGet()
    servers.failOver()
    runs.forEach { it.get(2, TimeUnit.MINUTES) }
    val ids = chain.map { it.revision().id() }
    // What was told to be done is not done again: it was not lost.
    acknowledged.shouldBeUnique()
    database.query("select step from journal") shouldContainExactlyInAnyOrder ids
    database.query(
        "select revision from migrate_history where outcome = 'done'"
    ) shouldContainExactlyInAnyOrder ids
    database
        .query("select revision from migrate_history where outcome in ('running', 'in-flight')")
        .shouldBeEmpty()
    database.query("select version_num from migrate_version") shouldContainExactly
        listOf("rev$REVISIONS")
    migrator(database, chain).upgrade().steps().shouldBeEmpty()
}
