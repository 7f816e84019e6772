package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.backfill.BackfillFixtures.block
import io.kmigrate.backfill.BackfillFixtures.failForFives
import io.kmigrate.backfill.BackfillFixtures.heard
import io.kmigrate.backfill.BackfillFixtures.inBackground
import io.kmigrate.backfill.BackfillFixtures.migrator
import io.kmigrate.backfill.BackfillFixtures.numbered
import io.kmigrate.backfill.BackfillFixtures.numbers
import io.kmigrate.backfill.BackfillFixtures.sum
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource

/** Backfills in the background: who runs them, and what waits for their end. */
class BackgroundBackfillTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

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

            if (kind == TestDatabase.POSTGRESQL) {
                test("a small table whose connection is lost is told with the first failure") {
                    database ->
                    numbered(database, 3)
                    val lost = RowChange.RunRows { context, _ ->
                        context.unwrap(Connection::class.java).createStatement().use {
                            it.execute("select pg_terminate_backend(pg_backend_pid())")
                        }
                        0L
                    }
                    val plain = inBackground()
                    val backfill =
                        Backfill(
                            plain.name(),
                            plain.table(),
                            plain.key(),
                            null,
                            lost,
                            plain.pace().withSkips(9),
                            null,
                            true,
                        )
                    val failed =
                        shouldFailWith(ErrorCode.OPERATION_FAILED) {
                            migrator(database, backfill).upgrade()
                        }
                    "${failed.problems().single().facts().databaseMessage()}" shouldContain
                        "terminating connection"
                }
            }

            test("of several with one name, each is paused, resumed and run that it can be") {
                database ->
                val both = twoOfOneName(database)
                val backfills = both.backfills()
                backfills.pause("grow", "ann").revision() shouldBe "second"
                backfills.run("grow", null).map { it.state() } shouldBe
                    listOf(BackfillState.DONE, BackfillState.PAUSED)
                database.numbers() shouldBe mapOf("1" to 1500)
                backfills.resume("grow").revision() shouldBe "second"
                backfills.run("grow", null)
                database.numbers() shouldBe mapOf("2" to 1500)
            }

            test("a paused one keeps no other of its name from being paused") { database ->
                val both = twoOfOneName(database)
                both.backfills().pause("grow", "ann").revision() shouldBe "second"
                both.backfills().pause("grow", "ann").revision() shouldBe "first"
                shouldFailWith(ErrorCode.BACKFILL_STOPPED) { both.backfills().run("grow", null) }
                both.backfills().cancel("grow", "ann").revision() shouldBe "second"
            }

            test("a small table whose rows fail is left to the background, where they may") {
                database ->
                database.execute(
                    "create table t (id bigint not null primary key, n integer not null, check (n < 5))"
                )
                database.execute("insert into t values (1, 0), (2, 4), (3, 0)")
                val strict = inBackground()
                val lenient = strict.withPace(strict.pace().withSkips(9))
                shouldFailWith(ErrorCode.OPERATION_FAILED) {
                    migrator(database, strict).upgrade()
                }
                migrator(database, lenient).upgrade()
                database.numbers() shouldBe mapOf("0" to 2, "4" to 1)
                val done = migrator(database, lenient).backfills().run().single()
                done.state() shouldBe BackfillState.DONE
                done.skipped() shouldBe 1
                database.numbers() shouldBe mapOf("1" to 2, "4" to 1)
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

            test("an upgrade runs what can run, and stops before the gate of its own backfill") {
                database ->
                numbered(database, 2000)
                val warnings = mutableListOf<String>()
                val three = gated(database, { warnings += it })
                val gates = three.backfills().gates(three.planUpgrade("head"))
                gates.single().registeredBy()!!.revision().id() shouldBe "first"
                shouldFailWith(ErrorCode.BACKFILL_PENDING) { three.upgrade() }
                warnings.single() shouldContain "the upgrade stops before revision third"
                three.status().current().ids() shouldBe listOf("second")
                // The table of the gate was not begun, also where DDL commits by itself.
                database.query("select count(*) from u").single() shouldBe "0"
                three.backfills().gates(three.planUpgrade("head")).single().registeredBy() shouldBe
                    null
                shouldFailWith(ErrorCode.BACKFILL_PENDING) { three.upgrade() }
                three.backfills().run()
                three.backfills().gates(three.planUpgrade("head")) shouldBe listOf()
                three.upgrade()
                database.numbers() shouldBe mapOf("1" to 2000)
                database.query("select count(*) from u").single() shouldBe "1"
            }

            test("in one transaction, such an upgrade is refused before it runs anything") {
                database ->
                numbered(database, 2000)
                val three = gated(database) { transaction(TransactionMode.RUN) }
                shouldFailWith(ErrorCode.BACKFILL_PENDING) { three.upgrade() }
                three.status().current().ids() shouldBe listOf()
            }

            test("a revision that waits for its own backfill is refused before it runs anything") {
                database ->
                numbered(database, 2000)
                val both = migration("both", up = listOf(inBackground(), RequireBackfill("grow")))
                val refused =
                    shouldFailWith(ErrorCode.BACKFILL_PENDING) {
                        migrator(database, both).upgrade()
                    }
                refused.problems().single().message() shouldContain "needs its end at once"
                migrator(database, both).backfills().list() shouldBe listOf()
            }

            test("rows that it has yet to change are not in the way of a revision that waits") {
                database ->
                numbered(database, 2000)
                database.execute("alter table t rename to hidden")
                // Nothing before the run knows how large the table is.
                val shown =
                    migration(
                        "shown",
                        up = listOf(ExecuteSql("alter table hidden rename to t"), inBackground()),
                    )
                val grown =
                    migration(
                        "grown",
                        "shown",
                        up =
                            listOf(
                                RequireBackfill("grow"),
                                CreateCheckConstraint(
                                    TableName.of("t"),
                                    CheckConstraint("is_grown", "n > 0"),
                                ),
                            ),
                    )
                shouldFailWith(ErrorCode.BACKFILL_PENDING) {
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(listOf(shown, grown)))
                        .build()
                        .upgrade()
                }
            }

            test("one in the background of a small table is done at once") { database ->
                numbered(database, 20)
                val both = migration("both", up = listOf(inBackground(), RequireBackfill("grow")))
                migrator(database, both).upgrade()
                database.numbers() shouldBe mapOf("1" to 20)
            }
        }
    })

/** A revision that registers, one that need not wait, and one that waits. */
/** Two revisions, each with a backfill of the same name that waits. */
private fun twoOfOneName(database: DataSource): Migrator {
    numbered(database, 1500)
    val first = migration("first", up = listOf(inBackground()))
    val second = migration("second", "first", up = listOf(inBackground()))
    return Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(first, second)))
        .build()
        .also { it.upgrade() }
}

private fun gated(
    database: DataSource,
    warned: (String) -> Unit = {},
    more: MigratorBuilder.() -> Unit = {},
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(
            MigrationSource.of(
                listOf(
                    migration("first", up = listOf(inBackground())),
                    migration(
                        "second",
                        "first",
                        up = listOf(ExecuteSql("create table u (id bigint not null primary key)")),
                    ),
                    migration(
                        "third",
                        "second",
                        up =
                            listOf(
                                ExecuteSql("insert into u values (1)"),
                                RequireBackfill("grow"),
                            ),
                    ),
                )
            )
        )
        .warnings(warned)
        .apply(more)
        .build()
