package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestH2
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

/**
 * Processes that run a backfill are killed at random moments, until one comes to its end: every row
 * must be changed once. `-Dbackfill.kills=300` kills that often on each database.
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
        databases.forEach { (name, fresh) ->
            test("$name: every row is changed once, however often its process is killed") {
                slowBecauseOf("processes that are killed")
                val random = Random(seed)
                var kills = 0
                var inside = 0
                while (kills < wanted) {
                    val url = fresh()
                    fill(url)
                    var ended = false
                    while (!ended) {
                        val process = Victim.start(url)
                        ended =
                            process.ends(
                                if (kills < wanted) random.nextInt(1, 40) else null,
                                random,
                            )
                        if (!ended) {
                            kills++
                            val done =
                                UrlDataSource(url).query("select count(*) from t where n = 1")
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
                println("$name: $kills kills, $inside of them inside the backfill, all rows once")
                inside shouldBeGreaterThan 0
            }
        }
    })

private const val ROWS = 600

private fun fill(url: String) {
    val database = UrlDataSource(url)
    database.execute("create table t (id bigint not null primary key, n integer not null)")
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
        fun start(url: String) =
            Victim(
                ProcessBuilder(
                        "${System.getProperty("java.home")}/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("surefire.test.class.path")
                            ?: System.getProperty("java.class.path"),
                        "io.kmigrate.backfill.BackfillKillTestKt",
                        url,
                    )
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
            )
    }
}

/** Runs the backfill, and says a line behind each batch. */
fun main(arguments: Array<String>) {
    val grow =
        Backfill.of(
                "grow",
                TableName.of("t"),
                null,
                RowChange.SetColumns(mapOf("n" to "n + 1")),
            )
            .withPace(Pace.DEFAULT.withBatchRows(ROWS / 50))
    Migrator.builder()
        .dataSource(UrlDataSource(arguments.single()))
        .source(MigrationSource.of(listOf(migration("grow", up = listOf(grow)))))
        .listener { if (it is BackfillAdvanced) println(it.progress().rows()) }
        .build()
        .upgrade("head")
}
