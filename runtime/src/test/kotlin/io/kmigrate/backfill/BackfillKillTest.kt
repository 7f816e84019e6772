package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowsDigest
import io.kmigrate.operation.RowsFile
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestJava
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.seed
import io.kmigrate.testing.slowBecauseOf
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.util.concurrent.TimeUnit
import kotlin.random.Random
import kotlin.time.Duration.Companion.hours

/**
 * Processes that run a backfill are killed at random moments, until one comes to its end: every row
 * must be changed once. `-Dbackfill.kills=300` kills that often on each database, and
 * `-Dbackfill.database=MariaDB` on one.
 */
class BackfillKillTest :
    FunSpec({
        val wanted = Integer.getInteger("backfill.kills", 2)
        val seed = seed("backfill.seed")
        val databases =
            mapOf(
                "SQLite" to { "jdbc:sqlite:${temporaryFolder("sqlite").resolve("app.db")}" },
                "H2" to
                    {
                        "jdbc:h2:${temporaryFolder("h2").resolve("app")};FILE_LOCK=FS;${TestH2.SMALL_LETTERS}"
                    },
                "PostgreSQL" to { TestPostgres.url(TestPostgres.freshDatabase()) },
                "MariaDB" to { TestMariadb.url(TestMariadb.freshDatabase()) },
            )
        // Each start of a process counts: those that are few by default run all under `-Pfull`.
        val kinds =
            databases.keys.map { it to Work.ONE } +
                listOf(
                    "PostgreSQL" to Work.WORKERS,
                    "SQLite" to Work.LOAD,
                    "MariaDB" to Work.WORKERS,
                    "PostgreSQL" to Work.LOAD,
                )
        val only = System.getProperty("backfill.database")
        check(only == null || only in databases) { "there is no $only: ${databases.keys}" }
        kinds
            .take(if (wanted > 2) kinds.size else 6)
            .filter { (name, _) -> only == null || only == name }
            .forEach { (name, work) ->
                val fresh = databases.getValue(name)
                test("$name, $work: every row is changed once, however often its process is killed")
                    .config(timeout = 3.hours) {
                        slowBecauseOf("processes that are killed")
                        val random = Random(seed)
                        var kills = 0
                        var inside = 0
                        val enough = if (wanted > 2 || work == Work.ONE) wanted else 1
                        while (kills < enough) {
                            val url = fresh()
                            fill(url, work)
                            var ended = false
                            while (!ended) {
                                val process = Victim.start(url, work)
                                ended =
                                    process.ends(
                                        if (kills < enough) random.nextInt(1, 40) else null,
                                        random,
                                    )
                                if (!ended) {
                                    kills++
                                    val done =
                                        UrlDataSource(url)
                                            .query("select count(*) from t where n = 1")
                                    if (done.single()!!.toInt() in 1 until ROWS) inside++
                                }
                            }
                            withClue("-Dbackfill.seed=$seed, $kills kills") {
                                val found =
                                    UrlDataSource(url)
                                        .query("select n from t")
                                        .groupingBy { it }
                                        .eachCount()
                                found shouldBe mapOf("1" to ROWS)
                            }
                        }
                        println(
                            "$name, $work: $kills kills, $inside of them inside the backfill, all rows once"
                        )
                        if (enough > 1) inside shouldBeGreaterThan 0
                    }
            }
    })

private const val ROWS = 600

/** What is killed. */
private enum class Work {
    ONE,
    WORKERS,
    LOAD;

    fun backfill(): Backfill {
        val pace = Pace.DEFAULT.withBatchRows(ROWS / 50)
        val change = if (this == LOAD) load() else RowChange.SetColumns(mapOf("n" to "n + 1"))
        return Backfill.of("grow", TableName.of("t"), null, change)
            .withPace(pace.withWorkers(if (this == WORKERS) 4 else 1))
    }

    private fun load(): RowChange {
        val rows = { (1..ROWS).map { RowsFile.Row(it + 1L, listOf("$it", "1")) }.stream() }
        val digest = RowsDigest().apply { rows().forEach { add(it.fields()) } }
        return RowChange.LoadRows("t.csv", listOf("id", "n"), digest.rows(), digest.text()) {
            rows()
        }
    }

    override fun toString() =
        when (this) {
            ONE -> "one worker"
            WORKERS -> "four workers"
            LOAD -> "a file"
        }
}

private fun fill(url: String, work: Work) {
    val database = UrlDataSource(url)
    database.execute("create table t (id bigint not null primary key, n integer not null)")
    if (work == Work.LOAD) return
    database.execute("insert into t (id, n) values " + (1..ROWS).joinToString { "($it, 0)" })
}

/** A process that runs the backfill. */
private class Victim(private val process: Process) {
    /**
     * Whether it came to its end.
     *
     * @param batches it is killed behind this many; null: never
     */
    fun ends(batches: Int?, random: Random): Boolean {
        val lines = process.inputReader()
        var seen = 0
        while (seen != batches && lines.readLine() != null) seen++
        if (seen == batches) {
            process.waitFor(random.nextLong(5_000), TimeUnit.MICROSECONDS)
            process.destroyForcibly()
        }
        process.waitFor()
        if (batches == null || seen < batches) {
            check(process.exitValue() == 0) { "the backfill failed" }
        }
        return process.exitValue() == 0
    }

    companion object {
        fun start(url: String, work: Work) =
            Victim(
                ProcessBuilder(
                        *TestJava.command,
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("surefire.test.class.path")
                            ?: System.getProperty("java.class.path"),
                        "io.kmigrate.backfill.BackfillKillTestKt",
                        url,
                        work.name,
                    )
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
            )
    }
}

/** Runs the backfill, and says a line behind each batch. */
fun main(arguments: Array<String>) {
    val (url, work) = arguments
    val grow = Work.valueOf(work).backfill()
    Migrator.builder()
        .dataSource(UrlDataSource(url))
        .source(MigrationSource.of(listOf(migration("grow", up = listOf(grow)))))
        .listener { if (it is BackfillAdvanced) println(it.progress().rows()) }
        .build()
        .upgrade("head")
}
