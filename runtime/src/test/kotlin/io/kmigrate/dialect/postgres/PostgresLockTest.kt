package io.kmigrate.dialect.postgres

import io.kmigrate.lock.MigrationLock
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldNotThrowAny
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import java.lang.reflect.Proxy
import java.sql.Connection
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import javax.sql.DataSource
import kotlin.time.Duration.Companion.seconds

class PostgresLockTest :
    FunSpec({
        val database by lazy(TestPostgres::freshDatabase)
        fun lock(table: String = "migrate_version", source: DataSource = database) =
            DIALECT.locking().lock(source, table)

        test("one migrator holds the lock, and the next one after the first has closed") {
            lock().use { first ->
                first.tryAcquire() shouldBe true
                first.tryAcquire() shouldBe true
                lock().use { second ->
                    second.tryAcquire() shouldBe false
                    first.close()
                    second.tryAcquire() shouldBe true
                }
            }
            database.connection.use { it.advisoryLocks() }.shouldBeEmpty()
        }

        test("version tables, schemas and databases have separate locks") {
            val locks = mutableListOf<MigrationLock>()
            try {
                listOf(
                        lock(),
                        lock("other_version"),
                        lock(source = database.withSearchPath("pg_temp, pg_catalog")),
                        lock(source = TestPostgres.freshDatabase()),
                        lock("ops.migrate_version"),
                    )
                    .forEach {
                        locks += it
                        it.tryAcquire() shouldBe true
                    }
                lock("ops.migrate_version", database.withSearchPath("pg_catalog")).use {
                    it.tryAcquire() shouldBe false
                }
            } finally {
                locks.forEach(MigrationLock::close)
            }
        }

        test("the holder is named, and a free lock has none") {
            lock().use { first ->
                lock().use { second ->
                    second.holder().shouldBeNull()
                    first.tryAcquire()
                    second.tryAcquire()
                    second.holder()!! shouldMatch
                        "pid \\d+, application \"PostgreSQL JDBC Driver\", user postgres, from 127.0.0.1, " +
                            "since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"
                }
            }
        }

        test("a killed holder leaves no lock, and closes quietly") {
            val first = lock()
            first.tryAcquire() shouldBe true
            database.connection.use {
                it.strings("SELECT pg_terminate_backend(pid) FROM $ADVISORY_LOCKS")
            }
            lock().use { second -> eventually(5.seconds) { second.tryAcquire() shouldBe true } }
            shouldNotThrowAny { first.close() }
        }

        test("the lock is not free while the connection of a dead holder still works") {
            val orphan = database.connection
            val first = lock()
            first.tryAcquire() shouldBe true
            first.tryClaim(orphan) shouldBe true
            val orphanPid = orphan.strings("SELECT pg_backend_pid()").single()
            database.connection.use {
                it.strings(
                    "SELECT pg_terminate_backend(pid) FROM $ADVISORY_LOCKS AND pid <> $orphanPid"
                )
            }
            database.connection.use { work ->
                lock().use { second ->
                    eventually(5.seconds) { second.tryAcquire() shouldBe true }
                    second.tryClaim(work) shouldBe false
                    second.holder()!! shouldContain "pid $orphanPid,"
                    orphan.close()
                    eventually(5.seconds) { second.tryClaim(work) shouldBe true }
                }
                work.advisoryLocks().shouldBeEmpty()
            }
        }

        test("closing unlocks before it gives a pooled connection back as it was") {
            database.connection.use { pooled ->
                pooled.autoCommit = false
                lock(source = pooled.asPool()).use { it.tryAcquire() shouldBe true }
                pooled.autoCommit shouldBe false
                database.connection.use { it.advisoryLocks() }.shouldBeEmpty()
                pooled.isClosed shouldBe false
            }
        }

        test("closing a lock that was not won leaves the holder's lock alone") {
            lock().use { first ->
                first.tryAcquire()
                lock().use { it.tryAcquire() shouldBe false }
                lock().close()
                lock().use { it.tryAcquire() shouldBe false }
            }
        }

        test("an index is built concurrently while a second migrator waits for the lock") {
            database.connection.use {
                it.execute("CREATE TABLE big AS SELECT generate_series(1, 1000) AS id")
            }
            lock().use { first ->
                first.tryAcquire() shouldBe true
                val done = AtomicBoolean()
                val waiter = CompletableFuture.runAsync {
                    lock().use { second ->
                        while (!done.get()) {
                            second.tryAcquire()
                            Thread.sleep(5)
                        }
                    }
                }
                CompletableFuture.runAsync {
                        database.connection.use {
                            it.execute("CREATE INDEX CONCURRENTLY ix_big ON big (id)")
                        }
                    }
                    .get(20, TimeUnit.SECONDS)
                done.set(true)
                waiter.get(5, TimeUnit.SECONDS)
            }
        }
    })

/** Those of this database: other tests use the server, too. */
private const val ADVISORY_LOCKS =
    "pg_locks WHERE locktype = 'advisory'" +
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"

private fun Connection.advisoryLocks() = strings("SELECT pid FROM $ADVISORY_LOCKS")

private fun DataSource.withSearchPath(path: String): DataSource =
    proxy<DataSource> { connection.also { it.execute("SET search_path = $path") } }

/** A pool of this one connection, whose `close` gives it back. */
private fun Connection.asPool(): DataSource {
    val pooled = this
    return proxy<DataSource> {
        Proxy.newProxyInstance(javaClass.classLoader, arrayOf(Connection::class.java)) {
            _,
            method,
            arguments ->
            if (method.name == "close") null else method.invoke(pooled, *(arguments ?: arrayOf()))
        } as Connection
    }
}

private inline fun <reified T> proxy(crossinline connection: () -> Connection): T =
    Proxy.newProxyInstance(T::class.java.classLoader, arrayOf(T::class.java)) { _, _, _ ->
        connection()
    } as T
