package io.kmigrate.dialect

import io.kmigrate.lock.LockNotWonException
import io.kmigrate.lock.LockWait
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import java.sql.Connection
import java.sql.SQLException
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import javax.sql.DataSource

/** The lock of servers whose nodes share none, on servers that need none. */
class RowLockTest :
    FunSpec({
        listOf(POSTGRESQL, MARIADB, MYSQL, H2).forEach { kind ->
            fun inDatabase(test: Place.() -> Unit) = Place(kind.fresh()).use(test)

            test("$kind: one has the lock, others are told who, and get it when it is released") {
                inDatabase {
                    val first = lock("first")
                    first.holder().shouldBeNull()
                    first.tryAcquire() shouldBe true
                    first.tryAcquire() shouldBe true
                    first.tryClaim(work) shouldBe true
                    val second = lock("second")
                    second.tryAcquire() shouldBe false
                    second.tryClaim(work) shouldBe false
                    second.holder().shouldNotBeNull() shouldMatch
                        Regex("first, since 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC")
                    first.close()
                    second.tryAcquire() shouldBe true
                    first.holder().shouldNotBeNull() shouldContain "second"
                }
            }

            test("$kind: eight at once make the table and have the lock one by one") {
                inDatabase {
                    database.execute("create table visits (id integer primary key)")
                    val go = CountDownLatch(1)
                    val visitors =
                        (1..8).map { number ->
                            CompletableFuture.runAsync {
                                val own = lock("$number")
                                database.connection.use { worker ->
                                    go.await()
                                    LockWait.acquire(own, worker, Duration.ofMinutes(1)) {}
                                    // Two at once would add the same row.
                                    worker.inTransaction {
                                        own.fence(worker)
                                        val next = worker.query("select count(*) from visits")[0]
                                        it("insert into visits values ($next)")
                                    }
                                }
                                own.close()
                            }
                        }
                    go.countDown()
                    visitors.forEach { it.get(60, TimeUnit.SECONDS) }
                    database.query("select count(*) from visits") shouldContainExactly listOf("8")
                }
            }

            test("$kind: an owner that does not renew loses the lock after its deadline") {
                inDatabase {
                    val dead = lock("dead", SHORT)
                    dead.tryAcquire() shouldBe true
                    lock("early").tryAcquire() shouldBe false
                    expire()
                    val heir = lock("heir", SHORT)
                    // What it sees first may be about to be renewed.
                    heir.tryAcquire() shouldBe false
                    heir.acquire(work)
                    dead.isAlive(PATIENCE) shouldBe false
                    shouldThrow<SQLException> { dead.fence(work) }.message shouldContain "heir"
                }
            }

            test("$kind: an owner that renews keeps the lock beyond its first deadline") {
                inDatabase {
                    val owner = lock("owner")
                    owner.tryAcquire() shouldBe true
                    expire()
                    owner.isAlive(PATIENCE) shouldBe true
                    lock("other").let { other ->
                        other.tryAcquire() shouldBe false
                        shouldThrow<LockNotWonException> {
                            other.acquire(work, Duration.ofMillis(300))
                        }
                    }
                    owner.fence(work)
                }
            }

            test("$kind: rows that an owner wrote before it lost the lock cannot be committed") {
                inDatabase {
                    database.execute("create table work (id integer)")
                    val sleeper = lock("sleeper", SHORT)
                    sleeper.tryAcquire() shouldBe true
                    work.autoCommit = false
                    work.execute("insert into work values (1)")
                    expire()
                    val heir = lock("heir", SHORT)
                    database.connection.use { heir.acquire(it) }
                    shouldThrow<SQLException> {
                        sleeper.fence(work)
                        work.commit()
                    }
                    work.rollback()
                    database.query("select count(*) from work") shouldContainExactly listOf("0")
                }
            }

            test("$kind: no one gets an expired lock while a transaction under it is open") {
                inDatabase {
                    val sleeper = lock("sleeper", SHORT)
                    sleeper.tryAcquire() shouldBe true
                    work.autoCommit = false
                    sleeper.fence(work)
                    expire()
                    database.connection.use { other ->
                        val heir = lock("heir", SHORT)
                        shouldThrow<LockNotWonException> {
                            heir.acquire(other, Duration.ofMillis(500))
                        }
                        // And the owner renews beside it.
                        sleeper.isAlive(PATIENCE) shouldBe true
                        work.commit()
                        expire()
                        heir.acquire(other)
                    }
                }
            }

            test("$kind: a lock whose connection broke is renewed and released over another one") {
                inDatabase {
                    val owner = lock("owner")
                    owner.tryAcquire() shouldBe true
                    opened.first().abort(Runnable::run)
                    owner.isAlive(PATIENCE) shouldBe true
                    opened.last().abort(Runnable::run)
                    owner.close()
                    lock("next").tryAcquire() shouldBe true
                }
            }

            test("$kind: time is the server's, whatever the clock here says") {
                inDatabase {
                    lock("owner").tryAcquire()
                    val now = database.query("select ${kind.clock} from $LOCK_TABLE")[0]!!.toLong()
                    val left =
                        database.query("select max(deadline_ms) from $LOCK_TABLE")[0]!!.toLong()
                    left - now shouldBeInRange LONG.toMillis() - 10_000..LONG.toMillis() + 1_000
                }
            }
        }
    })

private const val LOCK_TABLE = "migrate_version_lock"
private val PATIENCE = Duration.ofSeconds(5)
private val LONG = Duration.ofMinutes(10)
private val SHORT = Duration.ofMillis(400)

private val TestDatabase.clock: String
    get() =
        if (isOfMysql) "unix_timestamp() * 1000"
        else "cast(extract(epoch from current_timestamp) as bigint) * 1000"

/** A database, and what locks hold there. */
private class Place(val database: DataSource) : AutoCloseable {
    val work: Connection = database.connection
    private val dialect = Dialects.forConnection(work)
    private val locks = mutableListOf<RowLock>()

    /** The connections of locks, in order. */
    val opened = mutableListOf<Connection>()

    private val source =
        object : DataSource by database {
            override fun getConnection(): Connection =
                database.connection.also { synchronized(opened) { opened += it } }
        }

    fun lock(holder: String, lease: Duration = LONG): RowLock =
        RowLock(dialect, source, TableName.of("migrate_version"), { holder }, lease).also {
            synchronized(locks) { locks += it }
        }

    fun RowLock.acquire(work: Connection, timeout: Duration = Duration.ofMinutes(1)) =
        LockWait.acquire(this, work, timeout) {}

    /** As if the time of the lease were over. */
    fun expire() = database.execute("update $LOCK_TABLE set deadline_ms = 1 where part = 'lease'")

    fun Connection.inTransaction(body: ((String) -> Unit) -> Unit) {
        autoCommit = false
        body { execute(it) }
        commit()
        autoCommit = true
    }

    override fun close() {
        locks.forEach { it.close() }
        work.close()
        opened.forEach { it.close() }
    }
}
