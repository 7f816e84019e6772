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
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.util.concurrent.ConcurrentHashMap
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
) =
    Backfill(
        "grow",
        TableName.of("t"),
        emptyList(),
        null,
        change,
        pace.withWorkers(workers),
        null,
        background,
    )

private fun filled(database: DataSource) {
    database.execute("create table t (id bigint not null primary key, n integer not null)")
    database.execute("insert into t (id, n) values " + (1..ROWS).joinToString { "($it, 0)" })
}

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
