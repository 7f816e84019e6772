package io.kmigrate.benchmark

import io.kmigrate.Migrator
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kmigrate.testing.temporaryFolder
import java.lang.management.ManagementFactory
import java.sql.Connection
import javax.sql.DataSource
import kotlin.io.path.Path
import kotlin.io.path.readText
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.measureTime
import org.jetbrains.exposed.v1.core.Table
import org.sqlite.SQLiteDataSource

/**
 * Times backfills of a table, and what a program by hand does for the same: the arguments are
 * `postgresql`, `mariadb` or `sqlite`, a number of rows, and how often all are measured, each time
 * in the other order. The names of some ways may follow. `benchmarks/backfill` starts it with 256
 * MB of heap.
 */
fun main(arguments: Array<String>) {
    val (kind, rows, rounds) = arguments
    val named = arguments.drop(3)
    fun chosen(bench: Bench) = ways(bench).filter { named.isEmpty() || it.name in named }
    val database = database(kind)
    // The classes are loaded before anything is measured.
    val small = Bench(database, WARM)
    chosen(small).forEach { way ->
        small.refill()
        way.run()
    }
    val bench = Bench(database, rows.toLong())
    val ways = chosen(bench)
    val times = ways.associateWith { mutableListOf<Time>() }
    repeat(rounds.toInt()) { round ->
        (if (round % 2 == 0) ways else ways.reversed()).forEach { way ->
            bench.refill()
            val before = bench.processorTime()
            val wall = measureTime { way.run() }
            val time = Time(wall, bench.processorTime() - before)
            check(bench.isDone()) { "${way.name} left rows" }
            times.getValue(way) += time
            println("round ${round + 1}: ${way.name}: $time")
        }
    }
    times.forEach { (way, all) ->
        val best = Time(all.minOf { it.wall }, all.minOf { it.processor })
        val perSecond = rows.toLong() * SECOND / best.wall.inWholeMilliseconds
        println("%-20s best %s, %,d rows/s".format(way.name, best, perSecond))
    }
}

/**
 * @property processor what this thread and the server used of it, which does not depend on what
 *   else the machine does
 */
private data class Time(val wall: Duration, val processor: Duration) {
    override fun toString() =
        "${wall.inWholeMilliseconds} ms (${processor.inWholeMilliseconds} ms of a processor)"
}

private const val SECOND = 1000L
private const val WARM = 2_000L
private const val TICK_MILLIS = 10L

private fun ways(bench: Bench) =
    listOf(
        Way("one UPDATE", bench::oneUpdate),
        Way("loop by hand, SQL", bench::loopBySql),
        Way("backfill, set", bench::backfillBySql),
        Way("loop by hand, code", bench::loopByCode),
        Way("backfill, rows", bench::backfillByCode),
    )

private class Way(val name: String, val run: () -> Unit)

private fun database(kind: String): DataSource =
    when (kind) {
        "postgresql" -> TestPostgres.freshDatabase()
        "mariadb" -> TestMariadb.freshDatabase()
        else ->
            SQLiteDataSource().apply {
                url = "jdbc:sqlite:${temporaryFolder("sqlite").resolve("app.db")}?journal_mode=WAL"
            }
    }

private object Customers : Table("customers") {
    val id = long("id")
    val fullName = varchar("full_name", 200)
    val givenName = varchar("given_name", 200).nullable()
    override val primaryKey = PrimaryKey(id)
}

private class Bench(private val database: DataSource, private val rows: Long) {
    private val isMariadb = database.connection.use { it.metaData.databaseProductName == "MariaDB" }
    private val text = if (isMariadb) "concat('name ', n)" else "'name ' || n"

    /** PostgreSQL's server goes on without the process that has started it. */
    private val ancestor: ProcessHandle =
        if (database.connection.use { it.metaData.databaseProductName } == "PostgreSQL")
            ProcessHandle.of(database.query(POSTMASTER).single()!!.toLong()).get()
        else ProcessHandle.current()

    /** Of this thread and of the server, processes that have ended included. */
    fun processorTime(): Duration {
        val servers = ancestor.descendants().toList() + listOf(ancestor)
        val ticks =
            servers
                .filter { it != ProcessHandle.current() }
                .mapNotNull {
                    runCatching { Path("/proc/${it.pid()}/stat").readText() }.getOrNull()
                }
                // The name of a program may have spaces; behind it are its own times and its
                // children's.
                .sumOf { stat ->
                    stat.substringAfterLast(')').trim().split(' ').slice(11..14).sumOf {
                        it.toLong()
                    }
                }
        val own = ManagementFactory.getThreadMXBean().currentThreadCpuTime.nanoseconds
        return own + (ticks * TICK_MILLIS).milliseconds
    }

    /** The same pages each time, without what an earlier way has left in them. */
    fun refill() {
        listOf("customers", "migrate_version", "migrate_history", "migrate_backfill").forEach {
            database.execute("drop table if exists $it")
        }
        database.execute(
            "create table customers (id bigint not null primary key, " +
                "full_name varchar(200) not null, given_name varchar(200))"
        )
        var first = 1L
        while (first <= rows) {
            val last = minOf(rows, first + FILL - 1)
            val numbers =
                "with recursive s(n) as (select $first union all select n + 1 from s where n < $last)"
            database.connection.use { connection ->
                if (isMariadb) connection.run("set max_recursive_iterations = $FILL")
                connection.run(
                    if (isMariadb)
                        "insert into customers (id, full_name) $numbers select n, $text from s"
                    else "$numbers insert into customers (id, full_name) select n, $text from s"
                )
            }
            first = last + 1
        }
        database.execute(if (isMariadb) "analyze table customers" else "analyze")
    }

    fun isDone(): Boolean =
        database.query("select count(*) from customers where given_name is null").single() == "0"

    fun oneUpdate() = database.execute("update customers set given_name = $SQL")

    fun loopBySql() = batches { connection, after, last ->
        connection.run("update customers set given_name = $SQL where id > $after and id <= $last")
    }

    fun loopByCode() = batches { connection, after, last ->
        val lock = if (connection.metaData.databaseProductName == "SQLite") "" else " for update"
        val read =
            connection.prepareStatement(
                "select id, full_name from customers where id > ? and id <= ?$lock"
            )
        val write = connection.prepareStatement("update customers set given_name = ? where id = ?")
        read.use {
            write.use {
                read.setLong(1, after)
                read.setLong(2, last)
                read.executeQuery().use { row ->
                    while (row.next()) {
                        write.setString(1, row.getString(2).uppercase())
                        write.setLong(2, row.getLong(1))
                        write.addBatch()
                    }
                }
                write.executeBatch()
            }
        }
    }

    private fun batches(change: (Connection, Long, Long) -> Unit) {
        database.connection.use { connection ->
            connection.autoCommit = false
            var after = 0L
            while (true) {
                val last = connection.lastKey(after) ?: break
                change(connection, after, last)
                connection.commit()
                after = last
            }
            connection.commit()
        }
    }

    private fun Connection.lastKey(after: Long): Long? =
        createStatement().use { statement ->
            statement
                .executeQuery(
                    "select max(id) from (select id from customers where id > $after " +
                        "order by id limit $BATCH) b"
                )
                .use { row ->
                    row.next()
                    row.getLong(1).takeUnless { row.wasNull() }
                }
        }

    fun backfillBySql() {
        val script = scriptOf {
            backfill("names", Customers, batchRows = BATCH) { set("given_name", SQL) }
        }
        upgrade(script.toMigration("a1.migration.kts"))
    }

    fun backfillByCode() {
        val script = scriptOf {
            backfill("names", Customers, batchRows = BATCH) {
                rows { batch ->
                    batch.update { it[Customers.givenName] = it[Customers.fullName].uppercase() }
                }
            }
        }
        upgrade(script.toMigration("a1.migration.kts"))
    }

    private fun upgrade(migration: Migration) {
        Migrator.builder()
            .dataSource(database)
            .source(MigrationSource.of(listOf(migration)))
            .build()
            .upgrade("head")
    }

    private fun Connection.run(sql: String) {
        createStatement().use { it.execute(sql) }
    }

    private companion object {
        const val BATCH = 10_000
        const val FILL = 100_000L
        const val SQL = "upper(full_name)"
        const val POSTMASTER = "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)"
    }
}
