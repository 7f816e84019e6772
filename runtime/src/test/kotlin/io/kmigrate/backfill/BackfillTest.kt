package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowsBlock
import io.kmigrate.operation.Throttle
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.time.Duration
import java.util.UUID
import javax.sql.DataSource

/**
 * Backfills on real databases. Each adds one to a number, so that a row met twice or passed over
 * shows.
 */
class BackfillTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            keys(kind).forEach { key ->
                test("every row is changed once by the key ${key.name}, over an interruption") {
                    database ->
                    key.fill(database)
                    val cut =
                        shouldThrow<MigrationException> {
                            migrator(database, grow(rows = 7), stopAt = 4).upgrade()
                        }
                    withClue(cut.stackTraceToString()) { database.sum() shouldBe 28 }
                    migrator(database, grow(rows = 5)).upgrade()
                    database.numbers() shouldBe mapOf("1" to key.rows)
                    checkpoints(database) shouldContainExactly
                        listOf("done ${key.rows} ${key.rows}")
                }
            }

            test("code changes the rows of a batch, and an interruption loses none") { database ->
                numbered(database, 40)
                val byCode = growBy(RowChange.RunRows(block()))
                shouldThrow<MigrationException> { migrator(database, byCode, stopAt = 3).upgrade() }
                migrator(database, byCode).upgrade()
                database.numbers() shouldBe mapOf("1" to 40)
            }

            test("a condition leaves rows out, and several passes end when nothing is left") {
                database ->
                numbered(database, 30)
                database.execute("update t set n = 100 where id > 20")
                val converging =
                    migration(
                        "grow",
                        up =
                            listOf(
                                backfill(
                                    RowChange.SetColumns(mapOf("n" to "n + 1")),
                                    where = "n = 0 -- not yet",
                                    pace = PACE.withPasses(3),
                                )
                            ),
                    )
                // A row comes in behind the key while the first pass runs.
                val late = heard { event ->
                    if (event.progress().pass() == 1 && event.progress().rows() == 21L) {
                        database.execute("insert into t (id, n) values (-5, 0)")
                    }
                }
                migrator(database, converging, listener = late).upgrade()
                database.numbers() shouldBe mapOf("1" to 21, "100" to 10)
            }

            test("passes that would change rows twice are refused, and change nothing") { database
                ->
                numbered(database, 10)
                val endless =
                    backfill(
                        RowChange.SetColumns(mapOf("n" to "n + 1")),
                        where = "n >= 0",
                        pace = PACE.withPasses(2),
                    )
                shouldThrow<MigrationException> { migrator(database, endless).upgrade() }
                    .cause
                    .shouldFail(ErrorCode.BACKFILL_PASSES)
                database.numbers() shouldBe mapOf("0" to 10)
            }

            test("rows are copied and deleted in batches") { database ->
                numbered(database, 25)
                database.execute("create table old (id bigint not null primary key, n integer)")
                database.execute("update t set n = id")
                val archive =
                    migration(
                        "archive",
                        up =
                            listOf(
                                backfill(
                                        RowChange.CopyInto(TableName.of("old"), listOf()),
                                        "n < 12",
                                    )
                                    .named("copy"),
                                backfill(RowChange.DeleteAll(), "n < 12").named("delete"),
                            ),
                    )
                migrator(database, archive).upgrade()
                database.query("select count(*) from t").single() shouldBe "14"
                database.query("select count(*) from old").single() shouldBe "11"
            }

            test("a downgrade runs the block `undo`, in batches") { database ->
                numbered(database, 20)
                migrator(database, grow()).upgrade()
                database.numbers() shouldBe mapOf("1" to 20)
                shouldThrow<MigrationException> {
                    migrator(database, grow(), stopAt = 2).downgrade("base")
                }
                migrator(database, grow()).downgrade("base")
                database.numbers() shouldBe mapOf("0" to 20)
                migrator(database, grow()).upgrade()
                database.numbers() shouldBe mapOf("1" to 20)
            }

            test(
                "an upgrade that stopped inside is reverted: `undo` meets the rows that are done"
            ) { database ->
                numbered(database, 30)
                shouldThrow<MigrationException> { migrator(database, grow(), stopAt = 2).upgrade() }
                database.sum() shouldBe 14
                // It may be interrupted, too.
                shouldThrow<MigrationException> {
                    migrator(database, grow(5), stopAt = 1).downgrade("base")
                }
                migrator(database, grow()).downgrade("base")
                database.numbers() shouldBe mapOf("0" to 30)
                migrator(database, grow()).upgrade()
                database.numbers() shouldBe mapOf("1" to 30)
            }

            test(
                "without `undo` an upgrade that stopped inside is not reverted, and may continue"
            ) { database ->
                numbered(database, 30)
                val forGood = migration("grow", up = listOf(inBackground(background = false)))
                shouldThrow<MigrationException> {
                    migrator(database, forGood, stopAt = 1).upgrade()
                }
                val failure =
                    shouldThrow<MigrationException> {
                        migrator(database, forGood).downgrade("base")
                    }
                failure.problems().single().code() shouldBe ErrorCode.IRREVERSIBLE
                migrator(database, forGood).upgrade()
                database.numbers() shouldBe mapOf("1" to 30)
            }

            test("a downgrade reverts as much of one in the background as is done") { database ->
                numbered(database, 2000)
                val waiting = migration("grow", up = listOf(inBackground(undo = true)))
                migrator(database, waiting).upgrade()
                val pausing = heard { event ->
                    if (event.progress().rows() == 600L) {
                        migrator(database, waiting).backfills().pause("grow", "ann")
                    }
                }
                migrator(database, waiting, pausing).backfills().run()
                database.sum() shouldBe 600
                migrator(database, waiting).downgrade("base")
                database.numbers() shouldBe mapOf("0" to 2000)
                // Nobody runs it any more.
                migrator(database, waiting).backfills().run()
                database.sum() shouldBe 0
                // One that has not begun has nothing to take back.
                val before = migrator(database, waiting).backfills().list()
                migrator(database, waiting).upgrade()
                migrator(database, waiting).backfills().pause("grow", "ann")
                migrator(database, waiting).backfills().resume("grow").state() shouldBe
                    BackfillState.WAITING
                migrator(database, waiting).downgrade("base")
                migrator(database, waiting).backfills().list() shouldBe before
                database.numbers() shouldBe mapOf("0" to 2000)
            }

            test(
                "a failure names the key of its row, keeps the rows before, and is gone on from"
            ) { database ->
                numbered(database, 30)
                database.execute("alter table t rename to u")
                database.execute(
                    "create table t (id bigint not null primary key, n integer not null, " +
                        "check (n < 50))"
                )
                database.execute("insert into t select id, n from u")
                database.execute("update t set n = 49 where id = 12")
                val failure =
                    shouldThrow<MigrationException> { migrator(database, grow(30)).upgrade() }
                failure.cause.shouldFail(ErrorCode.BACKFILL_ROW)
                val facts = failure.problems().single().facts()
                facts.keys().single() shouldContain "[12]"
                "${facts.databaseMessage()}".lowercase() shouldContain "constraint"
                database.numbers() shouldBe mapOf("1" to 11, "0" to 18, "49" to 1)
                database.execute("update t set n = 0 where id = 12")
                migrator(database, grow(30)).upgrade()
                database.numbers() shouldBe mapOf("1" to 30)
            }

            test("rows that fail are left out as far as allowed, noted, and tried again") { database
                ->
                numbered(database, 30)
                val some = { most: Int ->
                    backfill(
                        RowChange.RunRows { context, range ->
                            val connection = context.unwrap(Connection::class.java)
                            failFor(connection, range, listOf(3, 9, 21))
                            block().run(context, range)
                        },
                        pace = PACE.withSkips(most),
                    )
                }
                shouldThrow<MigrationException> { migrator(database, some(2)).upgrade() }
                    .cause
                    .shouldFail(ErrorCode.BACKFILL_ROW)
                migrator(database, some(3)).upgrade()
                database.query("select id from t where n = 0 order by id") shouldContainExactly
                    listOf("3", "9", "21")
                database.query(
                    "select row_key from migrate_backfill_error order by id"
                ) shouldContainExactly listOf("[3]", "[9]", "[21]")
                database.execute("update t set n = 5 where id = 9")
                val left = migrator(database, some(3)).backfills().retry("grow")
                left.skipped() shouldBe 2
                database.query("select n from t where id = 9").single() shouldBe "6"
            }

            listOf(false, true).forEach { background ->
                test("a downgrade leaves rows out that failed, background = $background") { database
                    ->
                    numbered(database, 1200)
                    database.execute("update t set n = 5 where id in (3, 900)")
                    val up =
                        inBackground(undo = true, background = background).let {
                            Backfill(
                                it.name(),
                                it.table(),
                                it.key(),
                                null,
                                RowChange.RunRows { context, range ->
                                    failForFives(context.unwrap(Connection::class.java), range)
                                    block().run(context, range)
                                },
                                it.pace().withBatchRows(300).withSkips(9),
                                it.undo(),
                                background,
                            )
                        }
                    val skipping = migrator(database, up)
                    skipping.upgrade()
                    skipping.backfills().run()
                    database.numbers() shouldBe mapOf("1" to 1198, "5" to 2)
                    val gate = migration("gate", "grow", up = listOf(RequireBackfill("grow")))
                    val gated =
                        Migrator.builder()
                            .dataSource(database)
                            .source(
                                MigrationSource.of(listOf(migration("grow", up = listOf(up)), gate))
                            )
                            .build()
                    shouldFailWith(ErrorCode.BACKFILL_PENDING) { gated.upgrade() }
                        .problems()
                        .single()
                        .message() shouldContain "2 rows failed"
                    skipping.downgrade("base")
                    database.numbers() shouldBe mapOf("0" to 1198, "5" to 2)
                }
            }

            test(
                "one in the background is registered, waited for, run once by one, and gone on from"
            ) { database ->
                numbered(database, 2000)
                val first = migration("first", up = listOf(inBackground()))
                val second = migration("second", "first", up = listOf(RequireBackfill("grow")))
                fun both(listener: (ExecutionEvent) -> Unit = {}) =
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(listOf(first, second)))
                        .listener(listener)
                        .build()
                both().upgrade("first")
                database.sum() shouldBe 0
                shouldFailWith(ErrorCode.BACKFILL_PENDING) { both().upgrade() }
                // Somebody pauses it from elsewhere while it runs.
                val paused = heard { event ->
                    if (event.progress().rows() == 600L) both().backfills().pause("grow", "ann")
                }
                both(paused).backfills().run().single().state() shouldBe BackfillState.PAUSED
                database.sum() shouldBe 600
                both().backfills().run().single().note() shouldBe "by ann"
                both().backfills().resume("grow").state() shouldBe BackfillState.INTERRUPTED
                // A second runner finds it taken.
                val meddling = heard { event ->
                    if (event.progress().rows() == 1200L) both().backfills().run()
                }
                both(meddling).backfills().run("grow", null).single().state() shouldBe
                    BackfillState.DONE
                database.numbers() shouldBe mapOf("1" to 2000)
                both().upgrade()
                both().backfills().list().single().rows() shouldBe 2000
            }

            test("a gate behind a backfill that the same upgrade registers says that it waits") {
                database ->
                numbered(database, 2000)
                val both =
                    Migrator.builder()
                        .dataSource(database)
                        .source(
                            MigrationSource.of(
                                listOf(
                                    migration("first", up = listOf(inBackground())),
                                    migration(
                                        "second",
                                        "first",
                                        up = listOf(RequireBackfill("grow")),
                                    ),
                                )
                            )
                        )
                        .build()
                shouldFailWith(ErrorCode.BACKFILL_PENDING) { both.upgrade() }
                both.backfills().run()
                both.upgrade()
                database.numbers() shouldBe mapOf("1" to 2000)
            }

            test("one in the background of a small table is done at once") { database ->
                numbered(database, 20)
                val both = migration("both", up = listOf(inBackground(), RequireBackfill("grow")))
                migrator(database, both).upgrade()
                database.numbers() shouldBe mapOf("1" to 20)
            }

            test("the pace may change while it is interrupted, and what it does may not") { database
                ->
                numbered(database, 30)
                shouldThrow<MigrationException> { migrator(database, grow(), stopAt = 2).upgrade() }
                val edited = growBy(RowChange.SetColumns(mapOf("n" to "n + 2")))
                shouldFailWith(ErrorCode.UNFINISHED_EDITED) { migrator(database, edited).upgrade() }
                migrator(database, grow(rows = 11)).upgrade()
                database.numbers() shouldBe mapOf("1" to 30)
            }

            test("a checkpoint that was deleted by hand is asked about, and not begun again") {
                database ->
                numbered(database, 30)
                shouldThrow<MigrationException> { migrator(database, grow(), stopAt = 2).upgrade() }
                database.execute("delete from migrate_backfill")
                shouldFailWith(ErrorCode.OPERATION_IN_FLIGHT) {
                    migrator(database, grow()).upgrade()
                }
                database.execute("update t set n = 0")
                migrator(database, grow()).resume(InFlightDecision.RETRY)
                database.numbers() shouldBe mapOf("1" to 30)
            }

            test("a statement that cannot be is no row's fault, and its script can be corrected") {
                database ->
                numbered(database, 10)
                val wrong = growBy(RowChange.SetColumns(mapOf("n" to "n + nonsense")))
                val failure =
                    shouldThrow<MigrationException> { migrator(database, wrong).upgrade() }
                failure.problems().single().code() shouldBe ErrorCode.OPERATION_FAILED
                migrator(database, grow()).upgrade()
                database.numbers() shouldBe mapOf("1" to 10)
            }

            test("it waits for a lock of others with smaller batches, and continues") { database ->
                numbered(database, 20)
                var waited = 0
                database.connection.use { other ->
                    val listener = heard { event ->
                        if (event.progress().waits() != null) {
                            waited++
                            other.rollback()
                        } else if (event.progress().rows() == 7L) {
                            other.autoCommit = false
                            other.createStatement().use {
                                it.execute("update t set n = n where id = 10")
                            }
                        }
                    }
                    migrator(database, grow(), listener).upgrade()
                }
                waited shouldBe 1
                database.numbers() shouldBe mapOf("1" to 20)
            }

            test("another runner that moved the checkpoint stops this one") { database ->
                numbered(database, 30)
                val meddling = heard { event ->
                    if (event.progress().rows() == 14L) {
                        database.execute("update migrate_backfill set batches = batches + 1")
                    }
                }
                shouldThrow<MigrationException> { migrator(database, grow(), meddling).upgrade() }
                    .cause
                    .shouldFail(ErrorCode.BACKFILL_STOPPED)
                database.sum() shouldBe 14
            }

            test(
                "a table without a key is gone through where rows have numbers, and refused elsewhere"
            ) { database ->
                database.execute("create table t (id bigint, n integer not null)")
                repeat(30) { database.execute("insert into t values (1, 0)") }
                if (kind == TestDatabase.SQLITE) {
                    migrator(database, grow()).upgrade()
                    database.numbers() shouldBe mapOf("1" to 30)
                } else {
                    shouldFailWith(ErrorCode.BACKFILL_KEY) { migrator(database, grow()).upgrade() }
                    database.numbers() shouldBe mapOf("0" to 30)
                }
            }

            test("a key that is not unique, may be null, or is changed, is refused") { database ->
                database.execute(
                    "create table t (id bigint not null, k bigint unique, " +
                        "n integer not null primary key)"
                )
                listOf("id", "k", "n").forEach { column ->
                    val by = backfill(RowChange.SetColumns(mapOf("n" to "1")), key = listOf(column))
                    shouldFailWith(ErrorCode.BACKFILL_KEY) { migrator(database, by).upgrade() }
                }
            }

            if (kind.isOfMysql) {
                test("a table without transactions is refused") { database ->
                    database.execute(
                        "create table t (id bigint not null primary key, n integer) engine = MyISAM"
                    )
                    shouldFailWith(ErrorCode.BACKFILL_KEY) { migrator(database, grow()).upgrade() }
                }
            }

            test("it waits while its query says so, and for what the database can tell") { database
                ->
                numbered(database, 20)
                database.execute("create table busy (n integer)")
                database.execute("insert into busy values (1)")
                val patient = { throttle: Throttle ->
                    backfill(
                        RowChange.SetColumns(mapOf("n" to "n + 1")),
                        pace = PACE.withThrottle(throttle),
                    )
                }
                var waits = 0
                val listener = heard { event ->
                    if (event.progress().waits() != null) {
                        waits++
                        database.execute("update busy set n = 0")
                    }
                }
                val query = Throttle(null, emptyList(), null, "select n from busy")
                migrator(database, migration("grow", up = listOf(patient(query))), listener)
                    .upgrade()
                waits shouldBe 1
                database.numbers() shouldBe mapOf("1" to 20)
                val more = { throttle: Throttle ->
                    migrator(
                        database,
                        migration("more", up = listOf(patient(throttle).named("more"))),
                    )
                }
                database.execute("delete from migrate_version")
                val lag = Throttle(Duration.ofSeconds(1), emptyList(), null, null)
                val sessions = Throttle(null, emptyList(), 1000, null)
                val canTellLag = kind == TestDatabase.POSTGRESQL
                val canTellSessions = canTellLag || kind.isOfMysql
                for ((throttle, can) in listOf(lag to canTellLag, sessions to canTellSessions)) {
                    if (can) {
                        more(throttle).upgrade()
                        database.execute("delete from migrate_version")
                    } else {
                        shouldFailWith(ErrorCode.UNSUPPORTED_OPERATION) {
                            more(throttle).upgrade()
                        }
                    }
                }
            }

            if (kind == TestDatabase.MARIADB) {
                test("a replica is asked by itself, and waited for where it stands still") {
                    database ->
                    numbered(database, 20)
                    val url = TestMariadb.url(database)
                    val lag = Throttle(Duration.ofSeconds(1), listOf(url), null, null)
                    val asked =
                        backfill(
                            RowChange.SetColumns(mapOf("n" to "n + 1")),
                            pace = PACE.withThrottle(lag),
                        )
                    val alone =
                        shouldThrow<MigrationException> { migrator(database, asked).upgrade() }
                    "${alone.cause?.message}" shouldContain "replicates nothing"
                    database.execute(
                        "change master to master_host = '127.0.0.1', master_port = 1, " +
                            "master_user = 'nobody'"
                    )
                    val waits = mutableListOf<String?>()
                    val listener = heard { event ->
                        waits += event.progress().waits()
                        if (event.progress().waits() != null) database.execute("reset slave all")
                    }
                    shouldThrow<MigrationException> {
                        migrator(database, migration("grow", up = listOf(asked)), listener)
                            .upgrade()
                    }
                    waits.first() shouldBe "waits for a replica that stands still"
                    database.sum() shouldBe 0
                }
            }

            test("a dry run tries one batch, and rolls it back where the database can") { database
                ->
                numbered(database, 30)
                val dry = { migrator(database, grow()).dryRunUpgrade("head") }
                if (kind.undoesDdl) dry() else shouldFailWith(ErrorCode.DRY_RUN) { dry() }
                database.numbers() shouldBe mapOf("0" to 30)
            }
        }
    })

private val PACE = Pace.DEFAULT.withBatchRows(7)

private fun Throwable?.shouldFail(code: ErrorCode) {
    val failure = this as MigrationException
    withClue(failure) { failure.problems().single().code() shouldBe code }
}

private fun Backfill.named(name: String) =
    Backfill(name, table(), key(), where(), change(), pace(), undo(), background())

private fun backfill(
    change: RowChange,
    where: String? = null,
    pace: Pace = PACE,
    key: List<String> = emptyList(),
): Backfill =
    Backfill(
        "grow",
        TableName.of("t"),
        key,
        where,
        change,
        pace,
        Backfill.Undo(RowChange.SetColumns(mapOf("n" to "n - 1")), null),
        false,
    )

private fun inBackground(undo: Boolean = false, background: Boolean = true) =
    Backfill(
        "grow",
        TableName.of("t"),
        emptyList(),
        null,
        RowChange.SetColumns(mapOf("n" to "n + 1")),
        PACE.withBatchRows(if (background) 300 else 7),
        Backfill.Undo(RowChange.SetColumns(mapOf("n" to "n - 1")), null).takeIf { undo },
        background,
    )

/** Code that fails where a batch has one of some rows that are not 5. */
private fun failFor(connection: Connection, range: RowsBlock.Range, ids: List<Int>) {
    connection.createStatement().use { statement ->
        val query =
            "select count(*) from t where ${range.condition()} and n <> 5 " +
                "and id in (${ids.joinToString()})"
        statement.executeQuery(query).use { row ->
            row.next()
            check(row.getInt(1) == 0) { "a row is not to be changed" }
        }
    }
}

private fun failForFives(connection: Connection, range: RowsBlock.Range) {
    connection.createStatement().use { statement ->
        val query = "select count(*) from t where ${range.condition()} and n = 5"
        statement.executeQuery(query).use { row ->
            row.next()
            check(row.getInt(1) == 0) { "a row is not to be changed" }
        }
    }
}

private fun growBy(change: RowChange): Migration = migration("grow", up = listOf(backfill(change)))

private fun grow(rows: Int = 7): Migration =
    migration(
        "grow",
        up =
            listOf(
                backfill(
                    RowChange.SetColumns(mapOf("n" to "n + 1")),
                    pace = PACE.withBatchRows(rows),
                )
            ),
    )

private fun block() = RowsBlock { context, range ->
    val connection = context.unwrap(Connection::class.java)
    connection.createStatement().use {
        it.executeUpdate("update t set n = n + 1 where ${range.condition()}").toLong()
    }
}

/** Fails behind the batch with a number, as a process that is killed does. */
private fun migrator(database: DataSource, backfill: Backfill): Migrator =
    migrator(database, migration("grow", up = listOf(backfill)))

private fun migrator(
    database: DataSource,
    migration: Migration,
    listener: (ExecutionEvent) -> Unit = {},
    stopAt: Int = 0,
): Migrator {
    var batches = 0
    return Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(migration)))
        .listener { event ->
            listener(event)
            if (event is BackfillAdvanced && ++batches == stopAt) throw IllegalStateException("cut")
        }
        .build()
}

private fun heard(said: (BackfillAdvanced) -> Unit): (ExecutionEvent) -> Unit = { event ->
    if (event is BackfillAdvanced) said(event)
}

private fun checkpoints(database: DataSource) =
    database.query(
        "select concat(state, ' ', rows_done, ' ', rows_changed) from migrate_backfill order by id"
    )

private fun numbered(database: DataSource, rows: Int) {
    database.execute("create table t (id bigint not null primary key, n integer not null)")
    val values = (1..rows).joinToString { "($it, 0)" }
    database.execute("insert into t (id, n) values $values")
}

private fun DataSource.sum(): Int = query("select sum(n) from t").single()!!.toInt()

/** How often each number is there. */
private fun DataSource.numbers(): Map<String?, Int> =
    query("select n from t").groupingBy { it }.eachCount()

/** A kind of primary key, and rows that are hard for it. */
private class Key(val name: String, val declaration: String, val values: List<String>) {
    val rows = values.size

    fun fill(database: DataSource) {
        database.execute("create table t (n integer not null, $declaration)")
        database.execute("insert into t values " + values.joinToString { "(0, $it)" })
    }
}

private fun keys(kind: TestDatabase): List<Key> {
    val letters = listOf("b", "C", "c1", "it''s", "ä", "z z", "10", "9", "_", "é", "D1", "|")
    val words = letters.flatMap { first -> listOf("'$first.1'", "'$first.2'", "'${first}x'") }
    val uuids = (1..40).map { "'${UUID.nameUUIDFromBytes(byteArrayOf(it.toByte()))}'" }
    val moments = (1..40).map { "'2024-01-01 10:00:00.${100000 + it}'" }
    val uuid =
        when (kind) {
            TestDatabase.MYSQL -> "char(36)"
            TestDatabase.SQLITE -> "text"
            else -> "uuid"
        }
    val timestamp = if (kind.isOfMysql) "datetime(6)" else "timestamp"
    val bytes = if (kind == TestDatabase.POSTGRESQL) "bytea" else "varbinary(8)"
    val hex = { number: Int ->
        val digits = "%02x%02x".format(number * 7 % 256, number)
        if (kind == TestDatabase.POSTGRESQL) "'\\x$digits'" else "x'$digits'"
    }
    return listOf(
        Key("number", "id bigint not null primary key", (1..50).map { "${it * 3 - 60}" }),
        Key(
            "number beyond a double",
            "id decimal(30,0) not null primary key",
            (1..40).map { if (kind == TestDatabase.SQLITE) "$it" else "90071992547409930000$it" },
        ),
        Key("text", "id varchar(40) not null primary key", words),
        Key("UUID", "id $uuid not null primary key", uuids),
        Key("moment", "id $timestamp not null primary key", moments),
        Key("bytes", "id $bytes not null primary key", (1..40).map(hex)),
        Key(
            "several columns",
            "a integer not null, b varchar(20) not null, c integer not null, primary key (a, b, c)",
            (1..48).map { "${it % 3}, '${"pqr"[it / 3 % 3]}', $it" },
        ),
    )
}
