package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lock.LockNotWonException
import io.kmigrate.migrator
import io.kmigrate.operation.Limits
import io.kmigrate.revision.Migration
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kmigrate.testing.strings
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import javax.sql.DataSource

/**
 * `pooled = true`, on PostgreSQL itself: no PgBouncer is to be had here. That a transaction keeps
 * its session is the pooler's promise; that nothing of ours outlives a transaction is tested.
 */
class PooledTest :
    FunSpec({
        val ids = (1..6).map { "rev$it" }
        val chain = ids.mapIndexed { index, id ->
            val parents = if (index == 0) emptyArray() else arrayOf(ids[index - 1])
            migration(id, *parents, up = listOf(create("table_$id"), sql(JOURNAL.format(id))))
        }

        test("two migrators at once apply each revision once, in either order") {
            val database = fresh()
            val runs =
                (1..2).map {
                    CompletableFuture.supplyAsync { pooled(database, chain).upgrade("head") }
                }
            val reports = runs.map { it.get(60, TimeUnit.SECONDS) }
            reports.forEach { it.revisions() shouldContainExactly listOf("rev6") }
            reports.flatMap { it.steps() }.map { it.revision() } shouldContainExactlyInAnyOrder ids
            database.query("select step from journal order by step") shouldContainExactly ids
            database.query("select revision from migrate_history order by id") shouldContainExactly
                ids
        }

        listOf(true, false).forEach { firstIsPooled ->
            test(
                "a migrator ${if (firstIsPooled) "behind a pool" else "without one"} keeps out the other kind"
            ) {
                val database = fresh()
                val inside = CountDownLatch(1)
                val leave = CountDownLatch(1)
                val slow =
                    migration(
                        "rev1",
                        up =
                            listOf(
                                code {
                                    inside.countDown()
                                    leave.await(60, TimeUnit.SECONDS)
                                }
                            ),
                    )
                val first = CompletableFuture.runAsync {
                    migrator(database, listOf(slow)) { pooled(firstIsPooled) }.upgrade()
                }
                inside.await(60, TimeUnit.SECONDS) shouldBe true
                val second =
                    migrator(database, listOf(slow)) {
                        pooled(!firstIsPooled).lockTimeout(Duration.ZERO)
                    }
                shouldThrow<LockNotWonException> { second.upgrade() }.message shouldContain "pid "
                leave.countDown()
                first.get(60, TimeUnit.SECONDS)
                second.upgrade().steps().shouldBeEmpty()
            }
        }

        test("an index is built concurrently while a pooled and a direct migrator wait") {
            val database = fresh()
            val begun = CountDownLatch(1)
            val waiting = CountDownLatch(2)
            val wait = code {
                begun.countDown()
                waiting.await(60, TimeUnit.SECONDS) shouldBe true
            }
            val index = sql("create index concurrently ix_step on journal (step)")
            val building = migration("rev1", up = listOf(wait, index))
            val builder = CompletableFuture.supplyAsync {
                migrator(database, listOf(building)).upgrade()
            }
            begun.await(60, TimeUnit.SECONDS) shouldBe true
            val others =
                listOf(true, false).map { isPooled ->
                    CompletableFuture.runAsync {
                        migrator(database, listOf(building)) {
                                pooled(isPooled).listener { event ->
                                    if (event is ExecutionEvent.LockAwaited) waiting.countDown()
                                }
                            }
                            .ensureVersion()
                    }
                }
            builder.get(60, TimeUnit.SECONDS).revisions() shouldContainExactly listOf("rev1")
            others.forEach { it.get(60, TimeUnit.SECONDS) }
        }

        test("no setting of a run outlives its transaction") {
            val database = fresh()
            val seen = ArrayList<String?>()
            val look = code { seen += it.unwrap(Connection::class.java).strings(SETTINGS) }
            val own = Limits(Duration.ofMillis(1500), null)
            val migrations =
                listOf(
                    migration("rev1", limits = own, up = listOf(look)),
                    migration("rev2", "rev1", up = listOf(look)),
                )
            database.connection.use { only ->
                val source =
                    object : DataSource by database {
                        override fun getConnection(): Connection =
                            object : Connection by only {
                                override fun close() = Unit
                            }
                    }
                pooled(source, migrations).upgrade()
                seen shouldContainExactly listOf("1500ms", "0")
                only.strings(SETTINGS) shouldContainExactly listOf("0")
                only.strings(ADVISORY_LOCKS).shouldBeEmpty()
            }
        }

        listOf(
                "what PostgreSQL refuses in a transaction" to
                    migration(
                        "rev1",
                        up = listOf(sql("create index concurrently ix on journal (step)")),
                    ),
                "transactional = false" to
                    migration("rev1", transactional = false, up = listOf(create("one"))),
            )
            .forEach { (what, refused) ->
                test("$what is refused before anything ran") {
                    val database = fresh()
                    val failure =
                        shouldFailWith(ErrorCode.POOLED) {
                            pooled(database, listOf(refused)).upgrade()
                        }
                    failure.message shouldContain
                        "rev1 \"make rev1\" cannot run through a transaction pool"
                    database.query(TABLES) shouldContainExactly listOf("journal")
                }
            }

        TestDatabase.entries
            .filter { it != TestDatabase.POSTGRESQL }
            .forEach { kind ->
                test("$kind refuses a pool, since it has no such lock") {
                    val database = kind.fresh()
                    shouldThrow<MigrationException> {
                            pooled(
                                    database,
                                    listOf(migration("rev1", up = listOf(create("one")))),
                                )
                                .upgrade()
                        }
                        .message shouldContain "cannot keep migrators apart with pooled = true"
                    shouldThrow<MigrationException> { pooled(database, listOf()).status() }
                        .message shouldContain "cannot keep migrators apart with pooled = true"
                }
            }

        test("stamp, downgrade and dry run use the pool, too") {
            val database = fresh()
            val plain = ids.mapIndexed { index, id ->
                val parents = if (index == 0) emptyArray() else arrayOf(ids[index - 1])
                migration(id, *parents, up = listOf(create("table_$id")))
            }
            val migrator = pooled(database, plain)
            migrator.dryRunUpgrade().revisions().shouldBeEmpty()
            database.query(TABLES) shouldContainExactly listOf("journal")
            migrator.upgrade("rev2")
            migrator.downgrade("-1").revisions() shouldContainExactly listOf("rev1")
            migrator.stamp("rev3").revisions() shouldContainExactly listOf("rev3")
        }
    })

private const val JOURNAL = "insert into journal values ('%s')"
private const val SETTINGS = "show lock_timeout"
private const val ADVISORY_LOCKS =
    "select l.objid from pg_locks l join pg_database d on d.oid = l.database" +
        " where l.locktype = 'advisory' and d.datname = current_database()"
private const val TABLES =
    "select tablename from pg_tables where schemaname = 'public' order by tablename"

private fun fresh(): DataSource =
    TestDatabase.POSTGRESQL.fresh().also { database ->
        database.connection.use { connection ->
            connection.createStatement().use { it.execute("create table journal (step text)") }
        }
    }

private fun pooled(database: DataSource, migrations: List<Migration>): Migrator =
    migrator(database, migrations) { pooled(true) }
