package io.kmigrate.backfill

import io.kmigrate.backfill.BackfillFixtures.PACE
import io.kmigrate.backfill.BackfillFixtures.backfill
import io.kmigrate.backfill.BackfillFixtures.block
import io.kmigrate.backfill.BackfillFixtures.failFor
import io.kmigrate.backfill.BackfillFixtures.grow
import io.kmigrate.backfill.BackfillFixtures.growBy
import io.kmigrate.backfill.BackfillFixtures.heard
import io.kmigrate.backfill.BackfillFixtures.inBackground
import io.kmigrate.backfill.BackfillFixtures.migrator
import io.kmigrate.backfill.BackfillFixtures.named
import io.kmigrate.backfill.BackfillFixtures.numbered
import io.kmigrate.backfill.BackfillFixtures.numbers
import io.kmigrate.backfill.BackfillFixtures.shouldFail
import io.kmigrate.backfill.BackfillFixtures.sum
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.Throttle
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.time.Duration
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
