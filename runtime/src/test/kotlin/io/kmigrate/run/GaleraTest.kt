package io.kmigrate.run

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.RowLock
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.OperationInFlightException
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lock.LockWait
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestGalera
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.seed
import io.kmigrate.testing.sql
import io.kmigrate.testing.strings
import io.kmigrate.testing.withHeartbeat
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.sql.SQLException
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import kotlin.random.Random
import kotlin.time.Duration.Companion.hours

/**
 * Migrators on several nodes of a Galera cluster, where `GET_LOCK` is each node's own.
 * `-Dgalera.nodes=3 -Dgalera.kills=50` kills a node that often.
 */
class GaleraTest :
    FunSpec({
        val size = Integer.getInteger("galera.nodes", 2)
        val kills = Integer.getInteger("galera.kills", 1)
        val migrators = if (size > 2) 8 else 4
        val cluster by lazy { TestGalera.start(size) }
        afterSpec { runCatching { cluster.close() } }

        test(
            "the nodes say that they share no lock, and the table of the lock is not the model's"
        ) {
            val name = cluster.freshDatabase()
            val database = cluster.nodes[0].source(name)
            database.connection.use { connection ->
                Dialects.forConnection(connection).locking().isShared(connection) shouldBe false
            }
            val migrator = migrator(database, listOf(migration("rev1", up = listOf(create("one")))))
            migrator.upgrade()
            database.query("show tables") shouldContainExactly
                listOf("migrate_history", "migrate_version", "migrate_version_lock", "one")
            database.query("select owner from migrate_version_lock") shouldContainExactly
                listOf("", "")
        }

        test("a migrator on another node waits, is told who works, and continues then") {
            val name = cluster.freshDatabase()
            val told = CopyOnWriteArrayList<String?>()
            val second = CompletableFuture<List<String>>()
            val other = { node: TestGalera.Node, chain: List<io.kmigrate.revision.Migration> ->
                migrator(node.source(name), chain) {
                    listener { if (it is ExecutionEvent.LockAwaited) told += it.holder() }
                }
            }
            lateinit var chain: List<io.kmigrate.revision.Migration>
            val begun = AtomicInteger()
            val slow = code {
                if (begun.incrementAndGet() == 1) {
                    CompletableFuture.runAsync {
                        runCatching {
                                other(cluster.nodes[1], chain).upgrade().steps().map {
                                    it.revision()
                                }
                            }
                            .fold(second::complete, second::completeExceptionally)
                    }
                    await { told.isNotEmpty() }
                }
            }
            chain = listOf(migration("rev1", up = listOf(create("one"), slow)))
            migrator(cluster.nodes[0].source(name), chain).upgrade().steps() shouldHaveSize 1
            second.get(60, TimeUnit.SECONDS).shouldBeEmpty()
            told.single().shouldNotBeNull() shouldContain "pid ${ProcessHandle.current().pid()} on "
            begun.get() shouldBe 1
        }

        test("rows that a sleeper wrote cannot be committed once another node has the lock") {
            val name = cluster.freshDatabase()
            val (here, there) = cluster.nodes.take(2).map { it.source(name) }
            here.execute("create table work (id integer primary key)")
            fun lock(on: DataSource, who: String) =
                on.connection.use { connection ->
                    RowLock(
                        Dialects.forConnection(connection),
                        on,
                        TableName.of("migrate_version"),
                        { who },
                        Duration.ofMillis(300),
                    )
                }
            lock(here, "sleeper").use { sleeper ->
                here.connection.use { work ->
                    LockWait.acquire(sleeper, work, MINUTE) {}
                    work.autoCommit = false
                    sleeper.fence(work)
                    work.execute("insert into work values (1)")
                    lock(there, "heir").use { heir ->
                        there.connection.use { LockWait.acquire(heir, it, MINUTE) {} }
                        shouldThrow<SQLException> { work.commit() }.errorCode shouldBe DEADLOCK
                        work.rollback()
                        shouldThrow<SQLException> { sleeper.fence(work) }.message shouldContain
                            "heir"
                        work.rollback()
                        sleeper.isAlive(MINUTE) shouldBe false
                    }
                }
            }
            here.query("select id from work").shouldBeEmpty()
        }

        test("a data step that another node overtook at its commit is done again, once") {
            val name = cluster.freshDatabase()
            val (here, there) = cluster.nodes.take(2).map { it.source(name) }
            here.execute("create table account (id integer primary key, balance integer)")
            here.execute("insert into account values (1, 10)")
            val attempts = AtomicInteger()
            val deposit = code { context ->
                context
                    .unwrap(Connection::class.java)
                    .execute("update account set balance = balance + 1")
                if (attempts.incrementAndGet() == 1) {
                    cluster.nodes[1].await {
                        it.execute("use $name", "update account set balance = 20")
                    }
                    await { here.query("select balance from account") == listOf("20") }
                }
            }
            val retried = CopyOnWriteArrayList<String>()
            val migrator =
                migrator(here, listOf(migration("rev1", up = listOf(deposit)))) {
                    listener { if (it is ExecutionEvent.StepRetried) retried += it.reason() }
                }
            migrator.upgrade()
            attempts.get() shouldBe 2
            retried shouldHaveSize 1
            there.query("select balance from account") shouldContainExactly listOf("21")
            here.query("select outcome from migrate_history") shouldContainExactly listOf("done")
        }

        test(
                "$migrators migrators on $size nodes, of which one dies $kills times: nothing is lost or done twice"
            )
            .config(timeout = 3.hours) {
                val random = Random(seed("galera.seed"))
                val tally = Tally()
                withHeartbeat(300) {
                    repeat(kills) { round ->
                        val name = cluster.freshDatabase()
                        withClue("kill ${round + 1}, database $name, $tally") {
                            Round(cluster, name, tally, migrators, random).play()
                        }
                        if (round % 10 == 9)
                            println("Galera, $size nodes: ${round + 1} kills, $tally")
                    }
                }
                println("Galera, $size nodes, $migrators migrators: kills $kills, $tally")
                tally.twice.get() shouldBe 0
                tally.lost.get() shouldBe 0
                tally.unfinished.get() shouldBe 0
            }
    })

private val MINUTE = Duration.ofMinutes(1)
private const val DEADLOCK = 1213
private const val REVISIONS = 10

private class Tally {
    val runs = AtomicInteger()
    val failedRuns = AtomicInteger()
    val locksLost = AtomicInteger()
    val hits = AtomicInteger()
    val twice = AtomicInteger()
    val lost = AtomicInteger()
    val unfinished = AtomicInteger()

    override fun toString() =
        "runs $runs (failed $failedRuns, lock lost $locksLost), kills amid a run $hits," +
            " applied twice $twice, lost $lost, left unfinished $unfinished"
}

private fun await(isSo: () -> Boolean) {
    val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
    while (!isSo()) {
        check(System.nanoTime() < end) { "it does not happen" }
        Thread.sleep(5)
    }
}

/** One database, all migrators at once, one node killed. */
private class Round(
    private val cluster: TestGalera,
    private val name: String,
    private val tally: Tally,
    private val migrators: Int,
    private val random: Random,
) {
    private val chain =
        (1..REVISIONS).map { number ->
            val parents = if (number == 1) emptyArray() else arrayOf("rev${number - 1}")
            migration("rev$number", *parents, up = operations(number))
        }

    private fun operations(number: Int): List<Operation> = buildList {
        if (number == 1) add(sql("create table journal (step varchar(20))"))
        add(create("table_$number"))
        add(sql("insert into journal values ('$number sql')"))
        add(
            AddColumn(
                TableName.of("table_$number"),
                Column.of("size", ColumnType.IntegerType(32, false)).withNullable(true),
                null,
                false,
            )
        )
        add(
            code {
                it.unwrap(Connection::class.java)
                    .execute("insert into journal values ('$number code')")
            }
        )
    }

    fun play() {
        // The first stays where two are all there are: the other one is no majority.
        val victim = if (cluster.nodes.size > 2) random.nextInt(cluster.nodes.size) else 1
        val seeds = List(migrators) { random.nextInt() }
        val runs = seeds.mapIndexed { number, seed ->
            CompletableFuture.runAsync { untilDone(number, Random(seed)) }
        }
        val moment = random.nextLong(50, 2_500)
        runCatching {
            CompletableFuture.allOf(*runs.toTypedArray()).get(moment, TimeUnit.MILLISECONDS)
        }
        if (runs.any { !it.isDone }) tally.hits.incrementAndGet()
        cluster.nodes[victim].kill()
        cluster.nodes[victim].rejoin()
        runs.forEach { it.get(3, TimeUnit.MINUTES) }
        cluster.nodes.forEach(::check)
    }

    /** As a deployment does that starts a migrator again, which may reach another node then. */
    private fun untilDone(number: Int, random: Random) {
        var node = number
        while (true) {
            tally.runs.incrementAndGet()
            try {
                migrator(source(number, node), chain) { lockTimeout(Duration.ofMinutes(2)) }
                    .upgrade()
                return
            } catch (unknown: OperationInFlightException) {
                throw unknown
            } catch (failed: MigrationException) {
                tally.failedRuns.incrementAndGet()
                if (failed.problems().any { it.code() == ErrorCode.LOCK_LOST })
                    tally.locksLost.incrementAndGet()
                node += 1 + random.nextInt(cluster.nodes.size)
                Thread.sleep(random.nextLong(50))
            }
        }
    }

    /** Every second one is behind something that spreads its connections over the nodes. */
    private fun source(number: Int, first: Int): DataSource {
        fun at(place: Int) = cluster.nodes[place % cluster.nodes.size].source(name)
        val next = AtomicInteger(first)
        return object : DataSource by at(first) {
            override fun getConnection(): Connection =
                at(if (number % 2 == 0) first else next.getAndIncrement()).connection
        }
    }

    private fun check(node: TestGalera.Node) {
        node.await { it.execute("set session wsrep_sync_wait = 15", "select 1 from $name.journal") }
        val database = node.source(name)
        val done =
            database.query(
                "select revision from migrate_history where direction = 'up' and outcome = 'done'"
            )
        val journal = database.query("select step from journal")
        val open =
            database.query(
                "select revision from migrate_history where outcome in ('running', 'in-flight')"
            )
        val head = database.connection.use { it.strings("select version_num from migrate_version") }
        for (number in 1..REVISIONS) {
            val counts =
                listOf(
                    done.count { it == "rev$number" },
                    journal.count { it == "$number sql" },
                    journal.count { it == "$number code" },
                )
            if (counts.any { it > 1 }) tally.twice.incrementAndGet()
            if (counts.any { it == 0 }) tally.lost.incrementAndGet()
        }
        tally.unfinished.addAndGet(open.size)
        head shouldContainExactly listOf("rev$REVISIONS")
    }
}
