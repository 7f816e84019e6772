package io.kmigrate.dialect.h2

import io.kmigrate.lock.MigrationLock
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldNotThrowAny
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy
import java.sql.Connection
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import org.h2.tools.Server

class H2LockTest :
    FunSpec({
        fun lock(database: DataSource, table: String = "migrate_version") =
            DIALECT.locking().lock(database, table)

        val file = temporaryFolder("h2").resolve("alone")
        val server =
            Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", "$file-served")
                .start()
        afterSpec { server.stop() }

        mapOf(
                "in memory" to TestH2.freshDatabase(),
                "a file" to TestH2.of("jdbc:h2:$file"),
                "a shared file" to TestH2.sharedFile(),
                "a server" to TestH2.of("jdbc:h2:tcp://localhost:${server.port}/served"),
            )
            .forEach { (place, database) ->
                test("$place: one migrator runs at a time, also beside a long revision") {
                    lock(database).use { first ->
                        first.holder().shouldBeNull()
                        first.tryAcquire() shouldBe true
                        first.tryAcquire() shouldBe true
                        lock(database).use { second ->
                            second.tryAcquire() shouldBe false
                            database.connection.use {
                                it.execute("CREATE TABLE t (id INT)", "DROP TABLE t")
                            }
                            second.tryAcquire() shouldBe false
                            second.holder()!! shouldMatch
                                "pid ${ProcessHandle.current().pid()} on .+, user .*, since .+Z"
                            first.close()
                            second.tryAcquire() shouldBe true
                        }
                    }
                }

                test("$place: no trace of the holder of the lock is left") {
                    // As long as somebody is there, the database and the table stay.
                    database.connection.use { connection ->
                        lock(database).use { first ->
                            lock(database, "other").use { second ->
                                first.tryAcquire() shouldBe true
                                second.tryAcquire() shouldBe true
                                first.close()
                                lock(database, "other").use { it.tryAcquire() shouldBe false }
                            }
                        }
                        connection
                            .strings("SELECT HOLDER FROM INFORMATION_SCHEMA.KMIGRATE_LOCK")
                            .filterNotNull()
                            .shouldBeEmpty()
                    }
                }
            }

        test("one of many migrators wins the lock of a new database, and none fails") {
            repeat(150) {
                val database = TestH2.freshDatabase()
                val start = CyclicBarrier(8)
                val holders = AtomicInteger()
                concurrently(8) {
                    lock(database).use { lock ->
                        start.await()
                        while (!lock.tryAcquire()) lock.holder()
                        holders.incrementAndGet() shouldBe 1
                        Thread.sleep(1)
                        holders.decrementAndGet()
                    }
                }
            }
        }

        test("version tables and schemas have separate locks") {
            val database = TestH2.freshDatabase()
            database.connection.use { it.execute("CREATE SCHEMA billing") }
            val billing = database.inSchema("billing")
            val locks = mutableListOf<MigrationLock>()
            try {
                listOf(
                        lock(database),
                        lock(database, "other_version"),
                        lock(billing),
                        lock(database, "ops.migrate_version"),
                    )
                    .forEach {
                        locks += it
                        it.tryAcquire() shouldBe true
                    }
                lock(billing, "ops.migrate_version").use { it.tryAcquire() shouldBe false }
            } finally {
                locks.forEach(MigrationLock::close)
            }
        }

        test("the lock's table is not part of the schema") {
            val database = TestH2.freshDatabase()
            lock(database).use {
                it.tryAcquire() shouldBe true
                database.connection.use { connection ->
                    connection.lockTables().shouldContainExactly("kmigrate_lock")
                    DIALECT.introspector().introspect(connection).tables().shouldBeEmpty()
                }
            }
        }

        test("a migrator that waits has no transaction open") {
            val database = TestH2.freshDatabase()
            lock(database).use { first ->
                first.tryAcquire()
                lock(database).use { second ->
                    second.tryAcquire() shouldBe false
                    second.holder()
                    database.connection.use {
                        it.strings(
                            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE CONTAINS_UNCOMMITTED"
                        )
                    } shouldBe listOf("1")
                }
            }
        }

        test("a holder whose connection is gone holds nothing, and closes quietly") {
            val database = TestH2.freshDatabase()
            database.connection.use { pooled ->
                val first = lock(pooled.asPool())
                first.tryAcquire() shouldBe true
                pooled.close()
                lock(database).use { it.tryAcquire() shouldBe true }
                shouldNotThrowAny { first.close() }
            }
        }

        test("a pooled connection is returned unchanged, with and without the lock") {
            val database = TestH2.freshDatabase()
            database.connection.use { pooled ->
                pooled.autoCommit = false
                pooled.transactionIsolation = Connection.TRANSACTION_SERIALIZABLE
                pooled.execute("SET LOCK_TIMEOUT 1234")
                listOf(true, false).forEach { free ->
                    lock(database).use { other ->
                        if (!free) other.tryAcquire()
                        lock(pooled.asPool()).use { it.tryAcquire() shouldBe free }
                        pooled.autoCommit shouldBe false
                        pooled.transactionIsolation shouldBe Connection.TRANSACTION_SERIALIZABLE
                        pooled.strings("SELECT LOCK_TIMEOUT()") shouldBe listOf("1234")
                    }
                }
            }
        }
    })

private fun concurrently(count: Int, action: () -> Unit) {
    val pool = Executors.newFixedThreadPool(count)
    try {
        pool.invokeAll(List(count) { Callable(action) }).forEach { it.get() }
    } finally {
        pool.shutdown()
    }
}

private fun Connection.lockTables() =
    strings(
        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'GLOBAL TEMPORARY'"
    )

private fun DataSource.inSchema(schema: String): DataSource = proxy {
    connection.also { it.execute("SET SCHEMA $schema") }
}

/** A pool of this one connection, whose `close` gives it back. */
private fun Connection.asPool(): DataSource {
    val pooled = this
    return proxy {
        Proxy.newProxyInstance(
            Connection::class.java.classLoader,
            arrayOf(Connection::class.java),
        ) { _, method, arguments ->
            try {
                if (method.name == "close") null
                else method.invoke(pooled, *(arguments ?: arrayOf()))
            } catch (failure: InvocationTargetException) {
                throw failure.targetException
            }
        } as Connection
    }
}

private fun proxy(connection: () -> Connection): DataSource =
    Proxy.newProxyInstance(DataSource::class.java.classLoader, arrayOf(DataSource::class.java)) {
        _,
        _,
        _ ->
        connection()
    } as DataSource
