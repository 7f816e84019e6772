package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestPgBouncer
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.inspectors.forAll
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.sql.Connection
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import javax.sql.DataSource

/** Behind a real PgBouncer: what is refused before anything ran, and what `pooled = true` keeps. */
class PgBouncerTest :
    FunSpec({
        val ids = (1..6).map { "rev$it" }
        val chain = ids.mapIndexed { index, id ->
            val parents = if (index == 0) emptyArray() else arrayOf(ids[index - 1])
            migration(id, *parents, up = listOf(create("table_$id"), sql(JOURNAL.format(id))))
        }
        val bouncers = mutableMapOf<Pool, TestPgBouncer>()
        afterSpec { bouncers.values.forEach { it.close() } }
        fun bouncer(pool: Pool) =
            bouncers.getOrPut(pool) { TestPgBouncer(pool.mode, pool.size, pool.inTurn) }

        fun migrating(database: DataSource, more: MigratorBuilder.() -> Unit = {}) =
            migrator(database, chain, more)

        // Nothing runs in it, so that all who are refused can share it.
        val untouched by lazy { fresh() }

        SHARED.forEach { pool ->
            val clients = if (pool.mode == "transaction") listOf(0, 1, 3) else listOf(0)
            clients
                .filter { it < pool.size }
                .forEach { busy ->
                    test("$pool with $busy busy sessions is refused before anything ran").config(
                        invocations = Integer.getInteger("pools.count", 1)
                    ) {
                        val pooled = bouncer(pool).of(untouched)
                        whileBusy(bouncer(pool).of(untouched, PLAIN), busy) {
                            val failures =
                                (1..2).map {
                                    CompletableFuture.supplyAsync {
                                        shouldFailWith(ErrorCode.TRANSACTION_POOL) {
                                            migrating(pooled).upgrade()
                                        }
                                    }
                                }
                            failures
                                .map { it.get(60, TimeUnit.SECONDS) }
                                .forAll { failure ->
                                    failure.message shouldContain "pool_mode = ${pool.mode}"
                                    val fix = "${failure.problems().single().fix()?.command()}"
                                    fix shouldContain "connect to the server itself"
                                    ("pooled = true" in fix) shouldBe (pool.mode == "transaction")
                                }
                            untouched.shouldBeUntouched()
                        }
                    }
                }
        }

        ACTIONS.forEach { (name, act) ->
            test("$name is refused, too") {
                val pooled = bouncer(SHARED.first()).of(untouched)
                shouldFailWith(ErrorCode.TRANSACTION_POOL) { act(migrating(pooled)) }
                untouched.shouldBeUntouched()
            }
        }

        test("a command that only reads does not mind") {
            val database = fresh()
            migrating(database).upgrade()
            SHARED.forAll { pool ->
                val migrator = migrating(bouncer(pool).of(database))
                migrator.history().rows() shouldContainExactly listOf("rev6")
                migrator.upgrade().steps().shouldBeEmpty()
            }
        }

        test("a single connection of the application's through a pool of sessions or none") {
            listOf(fresh(), bouncer(SESSIONS).of(fresh())).forAll { source ->
                source.connection.use { only ->
                    val migrator =
                        Migrator.builder()
                            .connection(only)
                            .source(MigrationSource.of(chain))
                            .build()
                    migrator.upgrade().revisions() shouldContainExactly listOf("rev6")
                }
            }
        }

        test("$SESSIONS keeps two migrators apart as the server does") {
            val database = fresh()
            val pooled = bouncer(SESSIONS).of(database)
            database.shouldBeMigratedOnce(ids, listOf({ migrating(pooled) }, { migrating(pooled) }))
        }

        SHARED.filter { it.mode == "transaction" }
            .forEach { pool ->
                test("$pool with pooled = true applies each revision once, and leaves nothing") {
                    val database = fresh()
                    val pooled = bouncer(pool).of(database)
                    val limited = {
                        migrating(pooled) {
                            pooled(true).statementLockTimeout(Duration.ofMillis(1500))
                        }
                    }
                    database.shouldBeMigratedOnce(ids, listOf(limited, limited))
                    (1..6).map { pooled.query("show lock_timeout").single() }.toSet() shouldBe
                        setOf("0")
                }
            }

        test("a threshold in the URL wins, and the failure names it") {
            val database = fresh()
            val pooled = bouncer(IN_TURN).of(database, "?prepareThreshold=1")
            whileBusy(bouncer(IN_TURN).of(database, PLAIN), 2) {}
            val failure =
                shouldThrow<MigrationException> { migrating(pooled) { pooled(true) }.upgrade() }
            "${failure.problems().single().fix()?.command()}" shouldContain
                "remove prepareThreshold from the URL"
        }

        test("pooled = true does not help where transactions are not kept together") {
            val pooled = bouncer(Pool("statement", 5)).of(untouched)
            val failure =
                shouldThrow<MigrationException> { migrating(pooled) { pooled(true) }.upgrade() }
            "${failure.problems().single().fix()?.command()}" shouldNotContain "pooled"
            "${failure.problems().single().fix()?.command()}" shouldContain "the server itself"
            untouched.shouldBeUntouched()
        }

        listOf(
                Triple("nobody_knows_it", "", "does not exist"),
                Triple("postgres", "?options=-c%20search_path%3Dpublic", "startup parameter"),
            )
            .forEach { (name, parameters, reason) ->
                test("a login that PgBouncer refuses over: $reason") {
                    val failure =
                        shouldFailWith(ErrorCode.REFUSED) {
                            bouncer(SHARED.first()).to(name, parameters).connection
                        }
                    failure.message shouldContain reason
                    "${failure.problems().single().fix()?.command()}" shouldContain "PgBouncer"
                }
            }
    })

private data class Pool(val mode: String, val size: Int, val inTurn: Boolean = false) {
    override fun toString() =
        "pool_mode = $mode with $size sessions" + if (inTurn) " in turn" else ""
}

/** For clients that do not wonder about a pool. */
private const val PLAIN = "?prepareThreshold=0"

private val IN_TURN = Pool("transaction", 2, inTurn = true)
private val SESSIONS = Pool("session", 5)
private val SHARED =
    listOf(
        Pool("transaction", 1),
        Pool("transaction", 5),
        IN_TURN,
        Pool("transaction", 5, inTurn = true),
        Pool("statement", 1),
        Pool("statement", 5),
    )

private val ACTIONS =
    listOf<Pair<String, (Migrator) -> Any?>>(
        "dryRunUpgrade" to { it.dryRunUpgrade() },
        "stamp" to { it.stamp("rev1") },
        "resume" to { it.resume(InFlightDecision.ASK) },
        "repair" to { it.repair("as it should be") },
        "ensureVersion" to { it.ensureVersion() },
    )

private const val JOURNAL = "insert into journal values ('%s')"
private const val TABLES =
    "select tablename from pg_tables where schemaname = 'public' order by tablename"
private const val ADVISORY_LOCKS =
    "select l.objid from pg_locks l join pg_database d on d.oid = l.database" +
        " where l.locktype = 'advisory' and d.datname = current_database()"

private fun fresh(): DataSource =
    TestDatabase.POSTGRESQL.fresh().also { database ->
        database.connection.use { connection ->
            connection.createStatement().use { it.execute("create table journal (step text)") }
        }
    }

/**
 * Each of as many other clients has a session of the server, in a transaction where there are any.
 */
private fun whileBusy(pooled: DataSource, clients: Int, block: () -> Unit) {
    val others = mutableListOf<Connection>()
    try {
        repeat(clients) {
            others += pooled.connection.also { other -> other.autoCommit = false }
            others.last().createStatement().use { it.execute("select 1") }
        }
        block()
    } finally {
        // PgBouncer ends a session whose client left it in a transaction.
        others.forEach { it.use(Connection::rollback) }
    }
}

private fun DataSource.shouldBeUntouched() {
    query(TABLES) shouldContainExactly listOf("journal")
    query("select step from journal").shouldBeEmpty()
    query(ADVISORY_LOCKS).shouldBeEmpty()
}

private fun DataSource.shouldBeMigratedOnce(
    ids: List<String>,
    migrators: List<() -> Migrator>,
) {
    val runs = migrators.map { CompletableFuture.supplyAsync { it().upgrade("head") } }
    val reports = runs.map { it.get(60, TimeUnit.SECONDS) }
    reports.flatMap { it.steps() }.map { it.revision() } shouldContainExactlyInAnyOrder ids
    query("select step from journal order by step") shouldContainExactly ids
    query(ADVISORY_LOCKS).shouldBeEmpty()
}
