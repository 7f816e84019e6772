package io.kmigrate.benchmark

import io.kmigrate.lint.LintSettings
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RowChange
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import java.sql.Connection
import java.time.Duration
import java.util.Locale
import java.util.concurrent.atomic.AtomicBoolean
import javax.sql.DataSource
import kotlin.concurrent.thread
import kotlin.random.Random
import kotlin.system.exitProcess
import kotlin.time.measureTime

/**
 * Measures how long clients wait while an operation runs on a table of so many rows as the first
 * argument says, on the kinds of databases that the others name. Words that are no database choose
 * operations. `benchmarks/online` starts it.
 */
fun main(arguments: Array<String>) {
    val rows = arguments.firstOrNull()?.toInt() ?: 5_000_000
    val known = TestDatabase.entries.associateBy { it.name.lowercase(Locale.ROOT) }
    val (kinds, operations) = arguments.drop(1).partition { it in known }
    kinds
        .ifEmpty { listOf("postgresql", "mariadb") }
        .forEach { Stalls(known.getValue(it), rows, operations).run() }
    // The server of MariaDB keeps a thread.
    exitProcess(0)
}

/**
 * @property inParts what does the same so that others can work
 * @property undo statements that take the operation back
 */
private class Change(
    val name: String,
    val operation: Operation,
    vararg val undo: String,
    val inParts: Operation = operation,
)

private val ORDERS = TableName.of("orders")
private const val CLIENTS = 8
private const val QUIET_MILLIS = 10_000L
private const val OPEN_MILLIS = 3_000L
private const val PAUSE_MILLIS = 5_000L
private const val NANOS_PER_MILLI = 1e6

private class Stalls(
    private val kind: TestDatabase,
    private val rows: Int,
    private val operations: List<String>,
) {
    private val database: DataSource = kind.fresh()
    private val isPostgres = kind == TestDatabase.POSTGRESQL

    // Half of it is the shortest that MariaDB knows.
    private val lockTimeout = Duration.ofSeconds(if (isPostgres) 1 else 2)

    fun run() {
        fill()
        println(
            "\n$kind, $rows rows, lock timeout of the online form ${lockTimeout.toMillis()} ms\n"
        )
        println("| operation | form | longest wait of a client | 99th percentile | duration |")
        println("|---|---|---|---|---|")
        val quiet = underLoad { Thread.sleep(QUIET_MILLIS) }
        println("| nothing | – | ${quiet.longest} | ${quiet.percentile} | – |")
        val all = changes() + change(RowChange.SetColumns(mapOf("amount" to "amount + 1")))
        val wanted = all.filter { change ->
            operations.isEmpty() || operations.any { it in change.name }
        }
        wanted.forEach { change ->
            listOf(OnlineMode.NEVER to "plain", OnlineMode.ALWAYS to "in parts").forEach {
                (mode, form) ->
                val operation = if (form == "plain") change.operation else change.inParts
                val waits = underLoad { upgrade(operation, mode) }
                println(
                    "| ${change.name} | $form | ${waits.longest} | ${waits.percentile} | ${waits.duration} |"
                )
                change.undo.forEach(database::execute)
                listOf("migrate_version", "migrate_history", "migrate_backfill").forEach {
                    database.execute("DROP TABLE IF EXISTS $it")
                }
            }
        }
    }

    private fun upgrade(operation: Operation, mode: OnlineMode) {
        migrator(database, listOf(migration("aaaa", up = listOf(operation)))) {
                online(mode)
                // The plain form is measured, too.
                lint(LintSettings.STANDARD.withGate(LintSettings.Gate.OFF))
                lockRetries(20)
                if (mode == OnlineMode.ALWAYS) statementLockTimeout(lockTimeout)
            }
            .upgrade()
    }

    private fun fill() {
        database.execute("CREATE TABLE customers (id INT NOT NULL PRIMARY KEY)")
        database.execute(
            "CREATE TABLE orders (id INT NOT NULL PRIMARY KEY, customer INT, code VARCHAR(40), amount INT)"
        )
        if (isPostgres) {
            database.execute("INSERT INTO customers SELECT n FROM generate_series(0, 9999) s (n)")
            database.execute(
                "INSERT INTO orders SELECT n, n % 10000, 'code ' || n, n % 100 FROM generate_series(1, $rows) s (n)"
            )
        } else {
            database.execute("INSERT INTO customers SELECT seq FROM seq_0_to_9999")
            database.execute(
                "INSERT INTO orders SELECT seq, seq % 10000, concat('code ', seq), seq % 100 FROM seq_1_to_$rows"
            )
        }
        database.execute("CREATE INDEX ix_amount ON orders (amount)")
        database.execute(if (isPostgres) "VACUUM ANALYZE orders" else "ANALYZE TABLE orders")
    }

    /** All rows are changed: by one statement, and in batches of half a second. */
    private fun change(rows: RowChange.SetColumns) =
        Change(
            "backfill",
            ExecuteSql(
                "UPDATE orders SET " +
                    rows.expressions().map { "${it.key} = ${it.value}" }.joinToString()
            ),
            inParts = Backfill.of("grow", ORDERS, null, rows),
        )

    private fun changes(): List<Change> {
        val dropIndex = if (isPostgres) "DROP INDEX" else "ALTER TABLE orders DROP INDEX"
        val dropKey = if (isPostgres) "DROP CONSTRAINT" else "DROP FOREIGN KEY"
        val nullable =
            if (isPostgres) "ALTER TABLE orders ALTER COLUMN code DROP NOT NULL"
            else "ALTER TABLE orders MODIFY COLUMN code VARCHAR(40)"
        val token =
            Column.of("token", VarcharType(60))
                .withDefault(
                    DefaultValue.Expression(
                        if (isPostgres) "md5(random()::text)" else "concat('t', id)"
                    )
                )
        return listOf(
            Change(
                "createIndex",
                CreateIndex(ORDERS, Index.of("ix_code", "code"), false, false),
                "$dropIndex ix_code",
            ),
            Change(
                "dropIndex",
                DropIndex("ix_amount", ORDERS, false, false),
                "CREATE INDEX ix_amount ON orders (amount)",
            ),
            Change(
                "createUniqueConstraint",
                CreateUniqueConstraint(ORDERS, UniqueConstraint("uq_code", listOf("code"))),
                if (isPostgres) "ALTER TABLE orders DROP CONSTRAINT uq_code"
                else "$dropIndex uq_code",
            ),
            Change(
                "createForeignKey",
                CreateForeignKey(
                    ORDERS,
                    ForeignKey.of(
                        "fk",
                        listOf("customer"),
                        TableName.of("customers"),
                        listOf("id"),
                    ),
                ),
                "ALTER TABLE orders $dropKey fk",
                *(if (isPostgres) arrayOf() else arrayOf("$dropIndex fk")),
            ),
            Change(
                "createCheckConstraint",
                CreateCheckConstraint(ORDERS, CheckConstraint("ck", "amount < 1000000000")),
                "ALTER TABLE orders DROP CONSTRAINT ck",
            ),
            Change(
                "alterColumn nullable(false)",
                AlterColumn(ORDERS, "code", ColumnChange.none().withNullable(false)),
                nullable,
            ),
            Change(
                "addColumn with a computed default",
                AddColumn(ORDERS, token, null, false),
                "ALTER TABLE orders DROP COLUMN token",
                *(if (isPostgres) arrayOf("VACUUM orders") else arrayOf()),
            ),
        )
    }

    private class Waits(millis: List<Double>, private val millisOfWork: Long) {
        private val sorted = millis.sorted()
        val longest
            get() = text(sorted.last())

        val percentile
            get() = text(sorted[sorted.size * 99 / 100])

        val duration
            get() = text(millisOfWork.toDouble())

        private fun text(millis: Double) =
            if (millis < 1000) String.format(Locale.ROOT, "%.1f ms", millis)
            else String.format(Locale.ROOT, "%.2f s", millis / 1000)
    }

    /** Runs [work] while clients work; how long each of their statements took. */
    private fun underLoad(work: () -> Unit): Waits {
        val isOver = AtomicBoolean()
        val times = List(CLIENTS) { ArrayList<Double>() }
        val clients = times.mapIndexed { number, own ->
            thread { database.connection.use { client(it, number, isOver, own) } }
        }
        Thread.sleep(1000)
        times.forEach { synchronized(it) { it.clear() } }
        val duration = measureTime(work)
        // Whoever waits behind the end of the work is heard, too.
        Thread.sleep(500)
        isOver.set(true)
        clients.forEach { it.join() }
        return Waits(times.flatten(), duration.inWholeMilliseconds)
    }

    private fun client(
        connection: Connection,
        number: Int,
        isOver: AtomicBoolean,
        times: MutableList<Double>,
    ) {
        val random = Random(number)
        val read = connection.prepareStatement("SELECT code FROM orders WHERE id = ?")
        val write =
            connection.prepareStatement("UPDATE orders SET amount = amount + 1 WHERE id = ?")
        var opened = System.nanoTime()
        while (!isOver.get()) {
            val isLong =
                number == 0 && (System.nanoTime() - opened) / NANOS_PER_MILLI > PAUSE_MILLIS
            if (isLong) connection.autoCommit = false
            val statement = if (isLong || random.nextBoolean()) write else read
            statement.setInt(1, random.nextInt(1, rows))
            val start = System.nanoTime()
            statement.execute()
            val millis = (System.nanoTime() - start) / NANOS_PER_MILLI
            synchronized(times) { times += millis }
            if (isLong) {
                Thread.sleep(OPEN_MILLIS)
                connection.commit()
                connection.autoCommit = true
                opened = System.nanoTime()
            }
            Thread.sleep(2)
        }
    }
}
