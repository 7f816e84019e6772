package io.kmigrate.execution

import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.migrator
import io.kmigrate.revision.OnlineMode
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestJava
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.seed
import io.kmigrate.testing.slowBecauseOf
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import java.util.concurrent.TimeUnit
import javax.sql.DataSource
import kotlin.random.Random
import kotlin.system.measureTimeMillis
import kotlin.time.Duration.Companion.hours

/**
 * Kills processes inside of online forms: the next upgrade finishes them. `-Dkills=200` kills that
 * often on each database, `-Dkills.database=MARIADB` on one, and `-Dkills.seed=…` repeats a run.
 */
class OnlineKillTest :
    FunSpec({
        val kills = Integer.getInteger("kills", 1)
        val seed = seed("kills.seed")
        val only = System.getProperty("kills.database")?.let(TestDatabase::valueOf)

        listOf(
                TestDatabase.POSTGRESQL to TestPostgres::url,
                TestDatabase.MARIADB to TestMariadb::url,
            )
            .filter { (kind, _) -> only == null || only == kind }
            // One kill of each would take longer than all it could find.
            .filter { (kind, _) -> kills > 1 || kind == TestDatabase.POSTGRESQL }
            .forEach { (kind, url) ->
                test("$kind: an online form that is killed is finished by the next upgrade").config(
                    timeout = 3.hours
                ) {
                    slowBecauseOf("processes of its own")
                    val random = Random(seed)
                    val undisturbed = prepared(kind)
                    // Another process takes longer, so that nearly every kill is in time.
                    var longest = measureTimeMillis { upgrade(kind, undisturbed) }
                    val expected = catalog(kind, undisturbed)
                    var hits = 0
                    var count = 0
                    while (count < kills || hits == 0 && count < 10 * kills) {
                        val database = prepared(kind)
                        val run = Run(kind, url(database))
                        val isKilled = run.killAfter(random.nextLong(longest))
                        if (isKilled) count++ else longest = maxOf(1, run.millis)
                        if (isKilled && isUnfinished(database)) hits++
                        upgrade(kind, database)
                        withClue("-Dkills.seed=$seed, kill $count") {
                            catalog(kind, database) shouldContainExactly expected
                            database
                                .query("SELECT count(*) FROM orders WHERE token IS NOT NULL")
                                .shouldContainExactly("$ONLINE_ROWS")
                            database
                                .query("SELECT outcome FROM migrate_history")
                                .shouldContainExactly("done")
                        }
                    }
                    println("$kind: killed $count times, $hits of them inside of an operation")
                    hits shouldBeGreaterThan 0
                }
            }
    })

/** Another process that upgrades. */
private class Run(kind: TestDatabase, url: String) {
    private val start: Long
    private val process =
        ProcessBuilder(
                *TestJava.command,
                "-cp",
                System.getProperty("surefire.test.class.path")
                    ?: System.getProperty("java.class.path"),
                "io.kmigrate.execution.OnlineKillTestKt",
                kind.name,
                url,
            )
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()

    init {
        check(process.inputReader().readLine() == "begun") { "the other process did not begin" }
        start = System.nanoTime()
    }

    /** How long it ran; known once it has ended. */
    val millis: Long
        get() = ended

    private var ended = 0L

    /** False when it ended before by itself. */
    fun killAfter(millis: Long): Boolean {
        val isOver = process.waitFor(millis, TimeUnit.MILLISECONDS)
        ended = (System.nanoTime() - start) / NANOS_PER_MILLI
        process.destroyForcibly().waitFor()
        return !isOver
    }

    private companion object {
        const val NANOS_PER_MILLI = 1_000_000
    }
}

private fun prepared(kind: TestDatabase): DataSource =
    kind.fresh().also { database -> database.execute(OnlineCases.tables(kind)) }

private fun isUnfinished(database: DataSource): Boolean = runCatching {
    database.query("SELECT outcome FROM migrate_history").any { it != "done" }
}
    .getOrDefault(false)

/** All kinds of parts, one behind the other. */
private fun upgrade(kind: TestDatabase, database: DataSource, begun: () -> Unit = {}) {
    val cases = OnlineCases.of(kind).filter { it.setup.isEmpty() }
    val names =
        listOf(
            "a column with a volatile default that is not null",
            "a column with a computed default that is not null",
            "an index",
            "a dropped index",
            "a unique constraint",
            "a foreign key",
            "a check",
            "a primary key",
            "a column that is not null",
        )
    val operations = names.flatMap { name ->
        cases.filter { it.name == name }.flatMap { it.operations }
    }
    var isFirst = true
    migrator(database, listOf(migration("aaaa", up = operations))) {
            online(OnlineMode.ALWAYS)
            listener { event ->
                if (isFirst && event is ExecutionEvent.StatementStarted) {
                    isFirst = false
                    begun()
                }
            }
        }
        .upgrade()
}

/** Says when it begins. */
fun main(arguments: Array<String>) {
    val (kind, url) = arguments
    upgrade(TestDatabase.valueOf(kind), UrlDataSource(url)) {
        println("begun")
        System.out.flush()
    }
}
