package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowsBlock
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveAtLeastSize
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.sql.SQLException
import java.sql.Statement
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource

private const val ROWS = 1600

/** Several connections share the rows of a backfill; each row is changed once. */
class BackfillTeamTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { kind.fresh().let { check(it) } }

            val isDivided = kind == TestDatabase.POSTGRESQL || kind.isOfMysql

            test("workers share the rows, over an interruption and another number of workers") {
                database ->
                filled(database)
                val cut =
                    shouldThrow<MigrationException> {
                        migratorOf(database, grow(4), stopAt = 30).upgrade()
                    }
                withClue(cut.stackTraceToString()) { "$cut" shouldContain "the backfill" }
                migratorOf(database, grow(1), stopAt = 0).upgrade()
                database.numbers() shouldBe mapOf("1" to ROWS)
                database.query(
                    "select concat(state, ' ', rows_done, ' ', rows_changed) from migrate_backfill"
                ) shouldContainExactly listOf("done $ROWS $ROWS")
            }

            test("code runs on as many connections as there are workers") { database ->
                filled(database)
                val threads = ConcurrentHashMap.newKeySet<String>()
                val block = RowsBlock { context, range ->
                    threads += Thread.currentThread().name
                    val connection = context.unwrap(Connection::class.java)
                    connection.createStatement().use {
                        it.executeUpdate("update t set n = n + 1 where ${range.condition()}")
                            .toLong()
                    }
                }
                migratorOf(database, grow(3, change = RowChange.RunRows(block))).upgrade()
                database.numbers() shouldBe mapOf("1" to ROWS)
                if (isDivided) threads shouldHaveAtLeastSize 2 else threads.size shouldBe 1
            }

            if (isDivided) {
                test("a row that fails stops all workers, and the next run continues") { database ->
                    filled(database)
                    database.execute("alter table t add constraint small check (n < 50)")
                    database.execute("update t set n = 49 where id = 1500")
                    val failure =
                        shouldThrow<MigrationException> { migratorOf(database, grow(4)).upgrade() }
                    val cause = failure.cause as MigrationException
                    cause.problems().single().code() shouldBe ErrorCode.BACKFILL_ROW
                    "${cause.message}" shouldContain "[1500]"
                    val said = failure.problems().single().facts().sql()
                    withClue(said) { "$said" shouldContain "UPDATE" }
                    database.execute("update t set n = 0 where id = 1500")
                    migratorOf(database, grow(4)).upgrade()
                    database.numbers() shouldBe mapOf("1" to ROWS)
                }

                test("workers together leave out no more rows than allowed") { database ->
                    filled(database)
                    database.execute("alter table t add constraint small check (n < 50)")
                    database.execute("update t set n = 49 where id in (3, 700, 1500)")
                    val few = grow(4, PACE.withSkips(2))
                    shouldThrow<MigrationException> { migratorOf(database, few).upgrade() }
                    migratorOf(database, grow(4, PACE.withSkips(3))).upgrade()
                    database.numbers() shouldBe mapOf("1" to ROWS - 3, "49" to 3)
                    database.execute("update t set n = 0 where n = 49")
                    migratorOf(database, grow(4)).backfills().retry("grow").skipped() shouldBe 0
                    database.numbers() shouldBe mapOf("1" to ROWS)
                }

                listOf(false, true).forEach { background ->
                    test("workers that stopped inside are reverted, background = $background") {
                        database ->
                        filled(database)
                        val undone = grow(4, background = background, undo = true)
                        val run = { stopAt: Int ->
                            val migrator = migratorOf(database, undone, stopAt)
                            if (background) migrator.backfills().run() else migrator.upgrade()
                        }
                        if (background) migratorOf(database, undone).upgrade()
                        shouldThrow<Exception> { run(30) }
                        val done = database.sum()
                        withClue(done) { (done in 1 until ROWS) shouldBe true }
                        // The way back may stop inside, too.
                        shouldThrow<Exception> {
                            migratorOf(database, undone, stopAt = 7).downgrade("base")
                        }
                        database.sum() shouldBeLessThan done
                        migratorOf(database, undone).downgrade("base")
                        database.numbers() shouldBe mapOf("0" to ROWS)
                        migratorOf(database, undone).upgrade()
                        if (background) run(0)
                        database.numbers() shouldBe mapOf("1" to ROWS)
                    }
                }

                test("an end of who listens is no failure, wherever the workers are then") {
                    database ->
                    filled(database)
                    val waiting = grow(4, background = true)
                    migratorOf(database, waiting).upgrade()
                    // As Ctrl-C: statements are cancelled, and who listens ends the run.
                    val ending = EndingSource(database)
                    val ended =
                        shouldThrow<IllegalStateException> {
                            migratorOf(ending, waiting) { ending.hear() }.backfills().run()
                        }
                    ended.message shouldBe "ended"
                    migratorOf(database, waiting).backfills().list().single().state() shouldBe
                        BackfillState.INTERRUPTED
                    migratorOf(database, waiting).backfills().run()
                    database.numbers() shouldBe mapOf("1" to ROWS)
                }

                test("a pause stops all workers, and a resume continues their ranges") { database ->
                    filled(database)
                    val waiting = grow(4, background = true)
                    var isPaused = false
                    val pausing = { event: ExecutionEvent ->
                        if (!isPaused && event is BackfillAdvanced) {
                            isPaused = true
                            migratorOf(database, waiting).backfills().pause("grow", "ann")
                        }
                    }
                    migratorOf(database, waiting).upgrade()
                    val slow =
                        grow(4, PACE.withPause(java.time.Duration.ofMillis(20)), background = true)
                    val left =
                        migratorOf(database, slow, heard = pausing).backfills().run().single()
                    left.state() shouldBe BackfillState.PAUSED
                    migratorOf(database, waiting).backfills().list().single().rows() shouldBe
                        database.query("select sum(n) from t").single()!!.toLong()
                    migratorOf(database, waiting).backfills().resume("grow")
                    migratorOf(database, waiting).backfills().run().single().state() shouldBe
                        BackfillState.DONE
                    database.numbers() shouldBe mapOf("1" to ROWS)
                }
            }
        }
    })

private val PACE = Pace.DEFAULT.withBatchRows(10)

private fun grow(
    workers: Int,
    pace: Pace = PACE,
    change: RowChange = RowChange.SetColumns(mapOf("n" to "n + 1")),
    background: Boolean = false,
    undo: Boolean = false,
) =
    Backfill(
        "grow",
        TableName.of("t"),
        emptyList(),
        null,
        change,
        pace.withWorkers(workers),
        Backfill.Undo(RowChange.SetColumns(mapOf("n" to "n - 1")), null).takeIf { undo },
        background,
    )

private fun filled(database: DataSource) {
    database.execute("create table t (id bigint not null primary key, n integer not null)")
    database.execute("insert into t (id, n) values " + (1..ROWS).joinToString { "($it, 0)" })
}

/** Its statements fail behind some batches, and from then on whoever hears of one ends the run. */
private class EndingSource(private val source: DataSource) : DataSource by source {
    private val batches = AtomicInteger()

    fun hear() {
        if (batches.incrementAndGet() > 20) error("ended")
    }

    override fun getConnection(): Connection {
        val connection = source.connection
        return object : Connection by connection {
            override fun createStatement(): Statement {
                if (batches.get() >= 20) {
                    batches.incrementAndGet()
                    throw SQLException("cancelled", "70100")
                }
                return connection.createStatement()
            }
        }
    }
}

private fun DataSource.sum(): Int = query("select sum(n) from t").single()!!.toInt()

private fun DataSource.numbers(): Map<String?, Int> =
    query("select n from t").groupingBy { it }.eachCount()

/** Fails behind the batch with a number, as a process that is killed does. */
internal fun migratorOf(
    database: DataSource,
    backfill: Backfill,
    stopAt: Int = 0,
    heard: (ExecutionEvent) -> Unit = {},
): Migrator {
    var batches = 0
    return Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(migration("grow", up = listOf(backfill)))))
        .listener { event ->
            heard(event)
            if (event is BackfillAdvanced && ++batches == stopAt) throw IllegalStateException("cut")
        }
        .build()
}
