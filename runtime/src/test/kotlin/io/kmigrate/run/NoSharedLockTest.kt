package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.RowLock
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.execution.ExecutionEvent.StepFinished
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lock.LockNotWonException
import io.kmigrate.migrator
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kmigrate.testing.withHeartbeat
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import javax.sql.DataSource
import org.postgresql.ds.PGSimpleDataSource

/**
 * Runs on a server whose advisory locks lock nothing: PostgreSQL, where a schema hides the
 * functions behind some that say yes to everybody. CockroachDB has such functions.
 */
class NoSharedLockTest :
    FunSpec({
        val chain =
            listOf(
                migration(
                    "rev1",
                    up = listOf(create("one"), sql("insert into one (id) values (1)")),
                ),
                migration("rev2", "rev1", up = listOf(create("two"))),
            )

        TestDatabase.entries.forEach { kind ->
            test("$kind: one server has a lock that all its nodes share") {
                kind.fresh().connection.use {
                    Dialects.forConnection(it).locking().isShared(it) shouldBe true
                }
            }
        }

        test("the server is asked, and a table holds the lock, which is not the model's") {
            val database = deceptive()
            database.connection.use {
                Dialects.forConnection(it).locking().isShared(it) shouldBe false
            }
            val migrator = migrator(database, chain)
            migrator.ensureVersion()
            database.query(TABLES) shouldContain "migrate_version_lock"
            migrator.report(10).otherTables().shouldBeEmpty()
            migrator(database, listOf()).baseline(ObjectFilter.all()).operations().shouldBeEmpty()
            migrator.upgrade().steps().map { it.revision() } shouldContainExactly
                listOf("rev1", "rev2")
            database.query("select owner from migrate_version_lock") shouldContainExactly
                listOf("", "")
        }

        test("a version table of another schema has its lock beside it") {
            val database = deceptive()
            database.execute("create schema ops")
            migrator(database, chain) { versionTable(TableName.parse("ops.versions")) }.upgrade()
            database.query(
                "select tablename from pg_tables where schemaname = 'ops' order by 1"
            ) shouldContainExactly listOf("versions", "versions_history", "versions_lock")
        }

        test("a real lock leaves no such table") {
            val database = TestPostgres.freshDatabase()
            migrator(database, chain).upgrade()
            database.query(TABLES) shouldNotContain "migrate_version_lock"
        }

        mapOf<String, (Migrator) -> Any?>(
                "upgrade" to { it.upgrade() },
                "dry run" to { it.dryRunUpgrade() },
                "resume" to { it.resume(InFlightDecision.ASK) },
                "stamp" to { it.stamp("rev1") },
                "repair" to { it.repair("reason") },
                "ensure-version" to { it.ensureVersion() },
            )
            .forEach { (command, run) ->
                test("$command waits for the lock, and names its holder") {
                    val database = deceptive()
                    holding(database) {
                        val migrator = migrator(database, chain) { lockTimeout(Duration.ZERO) }
                        shouldThrow<LockNotWonException> { run(migrator) }.message shouldContain
                            "pid 7 on elsewhere, since "
                    }
                }
            }

        test("a revision that takes longer than the lease keeps the lock") {
            withHeartbeat(100) {
                val database = deceptive()
                val beats = "select beats from migrate_version_lock where part = 'lease'"
                val slow = code {
                    val first = database.query(beats)[0]!!.toInt()
                    // A lease is four of them.
                    val end = System.nanoTime() + Duration.ofMinutes(1).toNanos()
                    while (database.query(beats)[0]!!.toInt() < first + 8) {
                        check(System.nanoTime() < end) { "nothing renews the lock" }
                        Thread.sleep(10)
                    }
                    lockOf(database).use { other -> other.tryAcquire() shouldBe false }
                }
                migrator(database, listOf(migration("rev1", up = listOf(slow)))).upgrade()
                database.query("select outcome from migrate_history") shouldContainExactly
                    listOf("done")
            }
        }

        test("a run that lost its lock keeps what it has, does nothing more, and says so") {
            val database = deceptive()
            val migrator =
                migrator(database, chain) {
                    listener { if (it is StepFinished) database.execute(TAKE) }
                }
            val failure = shouldFailWith(ErrorCode.LOCK_LOST) { migrator.upgrade() }
            failure.message shouldContain "another migrator took it: pid 9 on elsewhere, since "
            database.query("select version_num from migrate_version") shouldContainExactly
                listOf("rev1")
            database.query(TABLES) shouldNotContain "two"
        }

        mapOf<String, MigratorBuilder.(DataSource) -> Unit>(
                "a pool" to { pooled(true) },
                "one connection" to { connection(it.connection) },
            )
            .forEach { (what, setting) ->
                test("$what is refused, since a row needs a connection that renews it") {
                    val database = deceptive()
                    val refused =
                        Migrator.builder()
                            .source(io.kmigrate.revision.MigrationSource.of(chain))
                            .apply { if (what == "a pool") dataSource(database) }
                            .apply { setting(database) }
                            .build()
                    shouldThrow<MigrationException> { refused.upgrade() }.message shouldContain
                        "cannot keep migrators apart"
                    database.query(TABLES).shouldBeEmpty()
                }
            }

        test("six at once apply each revision once") {
            val database = deceptive()
            val runs =
                (1..6).map {
                    CompletableFuture.supplyAsync { migrator(database, chain).upgrade() }
                }
            runs
                .flatMap { it.get(60, TimeUnit.SECONDS).steps() }
                .map { it.revision() } shouldContainExactly listOf("rev1", "rev2")
            database.query("select count(*) from one") shouldContainExactly listOf("1")
        }
    })

private const val TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"

/** As another migrator does, once the lease is over. */
private const val TAKE =
    "update migrate_version_lock set owner = 'other', holder = 'pid 9 on elsewhere', beats = beats + 1"

private fun deceptive(): DataSource {
    val database = TestPostgres.freshDatabase()
    database.connection.use { connection ->
        connection.execute(
            "create schema deceptive",
            "create function deceptive.pg_try_advisory_lock(bigint) returns boolean language sql as 'select true'",
            "create function deceptive.pg_try_advisory_xact_lock(bigint) returns boolean language sql as 'select true'",
            "create function deceptive.pg_advisory_unlock(bigint) returns boolean language sql as 'select true'",
        )
    }
    return PGSimpleDataSource().apply {
        setURL(TestPostgres.url(database))
        currentSchema = "public,deceptive,pg_catalog"
    }
}

private fun lockOf(database: DataSource): RowLock =
    database.connection.use {
        RowLock(
            Dialects.forConnection(it),
            database,
            TableName.of("migrate_version"),
            { "pid 7 on elsewhere" },
            Duration.ofMinutes(1),
        )
    }

private fun holding(database: DataSource, body: () -> Unit) {
    lockOf(database).use { lock ->
        lock.tryAcquire() shouldBe true
        body()
    }
}
