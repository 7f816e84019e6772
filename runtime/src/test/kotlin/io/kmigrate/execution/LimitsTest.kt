package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.operation.Limits
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kmigrate.testing.strings
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import java.sql.Connection
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import javax.sql.DataSource
import kotlin.jvm.optionals.getOrNull

/** Migrations on a database that others use. */
class LimitsTest :
    FunSpec({
        listOf(
                "500ms" to Duration.ofMillis(500),
                "5s" to Duration.ofSeconds(5),
                " 2 min " to Duration.ofMinutes(2),
                "1h" to Duration.ofHours(1),
                "5" to null,
                "0s" to null,
                "-1s" to null,
                "1.5s" to null,
                "5 seconds" to null,
                "" to null,
            )
            .forEach { (text, duration) ->
                test("\"$text\" is ${duration ?: "no time"}") {
                    Limits.duration(text).getOrNull() shouldBe duration
                }
            }

        // Elsewhere an operation is rolled back, and not a revision.
        TestDatabase.entries
            .filter { it.undoesDdl }
            .forEach { kind ->
                test("$kind: a revision that cannot get a lock starts again, and is applied once") {
                    val database = kind.fresh()
                    database.execute("create table busy (id integer)")
                    Blocker(kind, database).use { blocker ->
                        val events = CopyOnWriteArrayList<String>()
                        val migrator =
                            migrator(database, locking) {
                                statementLockTimeout(Duration.ofMillis(100))
                                listener { event ->
                                    if (event is ExecutionEvent.StepRetried) {
                                        events +=
                                            "attempt ${event.attempt()}, pause ${event.pause()}"
                                        if (event.attempt() == 2) blocker.close()
                                    }
                                }
                            }
                        migrator.upgrade().revisions() shouldContainExactly listOf("aaaa")
                        events shouldContainExactly
                            listOf("attempt 1, pause PT1S", "attempt 2, pause PT2S")
                    }
                    database.query("select id from busy") shouldContainExactly listOf("1")
                    database.query("select count(*) from migrate_history") shouldContainExactly
                        listOf("1")
                }
            }

        TestDatabase.entries
            .filter { !it.undoesDdl }
            .forEach { kind ->
                test("$kind: an operation that cannot get a row starts again, and is done once") {
                    val database = kind.fresh()
                    database.execute("create table busy (id integer primary key, visits integer)")
                    database.execute("insert into busy values (1, 0)")
                    val work = sql("update busy set visits = visits + 1")
                    database.connection.use { blocker ->
                        blocker.autoCommit = false
                        blocker.execute("update busy set visits = 10")
                        val migrator =
                            migrator(
                                database,
                                migration("aaaa", up = listOf(create("one"), work)),
                            ) {
                                statementLockTimeout(Duration.ofMillis(100))
                                listener {
                                    if (it is ExecutionEvent.StepRetried) blocker.rollback()
                                }
                            }
                        migrator.upgrade().revisions() shouldContainExactly listOf("aaaa")
                    }
                    database.query("select visits from busy") shouldContainExactly listOf("1")
                    database.query("select outcome from migrate_history") shouldContainExactly
                        listOf("done")
                }
            }

        test("a run without a retry stops waiting after the limit, and is rolled back") {
            val database = TestDatabase.POSTGRESQL.fresh()
            database.execute("create table busy (id integer)")
            Blocker(TestDatabase.POSTGRESQL, database).use {
                val migrator =
                    migrator(database, locking) {
                        statementLockTimeout(Duration.ofMillis(50)).lockRetries(0)
                    }
                val failure = shouldThrow<OperationFailedException> { migrator.upgrade() }
                failure.message shouldContain "canceling statement due to lock timeout"
                failure.message shouldContain
                    "rolled back: the database is as it was before this revision"
            }
        }

        test("a failure other than a lock is not tried again") {
            val database = TestDatabase.POSTGRESQL.fresh()
            val migrator =
                migrator(
                    database,
                    migration("aaaa", up = listOf(sql("insert into missing values (1)"))),
                ) {
                    listener { check(it !is ExecutionEvent.StepRetried) { "tried again" } }
                }
            shouldThrow<OperationFailedException> { migrator.upgrade() }
        }

        test("a script's limits apply only to it, and the session gets its own back") {
            val database = TestDatabase.POSTGRESQL.fresh()
            val seen = ArrayList<String?>()
            val look = code { context ->
                val connection = context.unwrap(Connection::class.java)
                seen += connection.strings("show lock_timeout")
                seen += connection.strings("show statement_timeout")
            }
            val own = Limits(Duration.ofMillis(1500), null)
            val first = migration("aaaa", limits = own, up = listOf(look))
            val second = migration("bbbb", "aaaa", up = listOf(look))
            database.connection.use { pooled ->
                pooled.createStatement().use { it.execute("set lock_timeout = '7s'") }
                val pool = OneConnection(database, pooled)
                Migrator.builder()
                    .dataSource(pool)
                    .source(MigrationSource.of(listOf(first, second)))
                    .statementTimeout(Duration.ofMinutes(1))
                    .build()
                    .upgrade()
                seen shouldContainExactly listOf("1500ms", "1min", "7s", "1min")
                pooled.strings("show lock_timeout") shouldContainExactly listOf("7s")
                pooled.strings("show statement_timeout") shouldContainExactly listOf("0")
            }
        }

        test("a session that blocks a statement for longer than a second is named") {
            val database = TestDatabase.POSTGRESQL.fresh()
            database.execute("create table busy (id integer)")
            Blocker(TestDatabase.POSTGRESQL, database).use { blocker ->
                val blockers = CopyOnWriteArrayList<String>()
                val migrator =
                    migrator(database, locking) {
                        listener { event ->
                            if (event is ExecutionEvent.StatementBlocked) {
                                blockers += event.blockers()
                                blocker.close()
                            }
                        }
                    }
                migrator.upgrade().revisions() shouldContainExactly listOf("aaaa")
                blockers.single() shouldMatch
                    "pid \\d+, application \"PostgreSQL JDBC Driver\", user postgres, " +
                        "in a transaction for \\d+ s, idle in transaction: lock table busy"
            }
        }

        test("H2: both limits apply to the run, and the session gets its own back") {
            val database = TestDatabase.H2.fresh()
            val seen = ArrayList<String?>()
            val look = code { seen += it.unwrap(Connection::class.java).strings(H2_LIMITS) }
            database.connection.use { pooled ->
                pooled.createStatement().use { it.execute("set lock_timeout 7000") }
                Migrator.builder()
                    .dataSource(OneConnection(database, pooled))
                    .source(MigrationSource.of(listOf(migration("aaaa", up = listOf(look)))))
                    .statementLockTimeout(Duration.ofMillis(1500))
                    .statementTimeout(Duration.ofMinutes(1))
                    .build()
                    .upgrade()
                seen shouldContainExactly listOf("1500 60000")
                pooled.strings(H2_LIMITS) shouldContainExactly listOf("7000 0")
            }
        }

        test("H2: a statement waits for a lock no longer than the limit") {
            val database = TestDatabase.H2.fresh()
            database.execute("create table busy (id integer primary key)")
            database.execute("insert into busy values (1)")
            holding(database, "update busy set id = 1") {
                val update = migration("aaaa", up = listOf(sql("update busy set id = 2")))
                val failure =
                    shouldThrow<OperationFailedException> {
                        migrator(database, update) {
                                statementLockTimeout(Duration.ofMillis(50)).lockRetries(0)
                            }
                            .upgrade()
                    }
                failure.message shouldContain "Timeout trying to lock table"
            }
            database.query("select id from busy") shouldContainExactly listOf("1")
        }

        test("H2: a statement runs no longer than the limit") {
            val database = TestDatabase.H2.fresh()
            val endless = sql("create table big as select \"X\" from system_range(1, 1000000000)")
            val migrator =
                migrator(database, migration("aaaa", up = listOf(endless))) {
                    statementTimeout(Duration.ofMillis(100))
                }
            shouldThrow<OperationFailedException> { migrator.upgrade() }.message shouldContain
                "Statement was canceled or the session timed out"
        }

        listOf(
                Waiting("a row", "select id from busy for update", "update busy set id = 2", ""),
                Waiting(
                    "a table",
                    "select id from busy",
                    "alter table busy add more int",
                    "perhaps ",
                ),
            )
            .flatMap { waiting ->
                TestDatabase.entries.filter { it.isOfMysql }.map { waiting to it }
            }
            .forEach { (waiting, kind) ->
                test("$kind: a session that keeps a statement from ${waiting.what} is named") {
                    val database = kind.fresh()
                    database.execute("create table busy (id integer)")
                    database.execute("insert into busy values (1)")
                    val blockers = CopyOnWriteArrayList<String>()
                    holding(database, waiting.holding) { holder ->
                        val update = migration("aaaa", up = listOf(sql(waiting.statement)))
                        migrator(database, update) {
                                listener { event ->
                                    if (event is ExecutionEvent.StatementBlocked) {
                                        blockers += event.blockers()
                                        holder.rollback()
                                    }
                                }
                            }
                            .upgrade()
                            .revisions() shouldContainExactly listOf("aaaa")
                    }
                    // MySQL knows who holds a table.
                    val certainty = if (kind == TestDatabase.MYSQL) "" else waiting.certainty
                    blockers.single() shouldMatch
                        "${certainty}connection \\d+, user root(, from \\S+)?, sleep for \\d+ s"
                }
            }

        test("SQLite refuses a limit that it does not have, before anything ran") {
            val database = TestDatabase.SQLITE.fresh()
            val limited = migration("aaaa", up = listOf(create("one")))
            val migrator = migrator(database, limited) { statementTimeout(Duration.ofSeconds(1)) }
            shouldThrow<UnsupportedOperationByDialectException> { migrator.upgrade() }
                .message shouldBe "SQLite cannot limit how long a statement runs"
            database.query("select count(*) from sqlite_master") shouldContainExactly listOf("0")
        }
    })

private const val H2_LIMITS =
    "select lock_timeout() || ' ' || setting_value from information_schema.settings" +
        " where setting_name = 'QUERY_TIMEOUT'"

/** What somebody else holds, and the statement of ours that waits for it. */
private class Waiting(
    val what: String,
    val holding: String,
    val statement: String,
    val certainty: String,
)

/** While somebody else's transaction has run a statement. */
private fun holding(database: DataSource, statement: String, work: (Connection) -> Unit) {
    database.connection.use { holder ->
        holder.autoCommit = false
        holder.execute(statement)
        try {
            work(holder)
        } finally {
            holder.rollback()
        }
    }
}

private val locking: Migration =
    migration("aaaa", up = listOf<Operation>(sql("insert into busy values (1)")))

private fun migrator(
    database: DataSource,
    migration: Migration,
    more: MigratorBuilder.() -> Unit,
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(migration)))
        .apply(more)
        .build()

/** Somebody else's transaction that keeps all others from writing into `busy`. */
private class Blocker(kind: TestDatabase, database: DataSource) : AutoCloseable {
    private val connection = database.connection

    init {
        // Our own tables are made before, as they are when others use a database.
        Migrator.builder()
            .dataSource(database)
            .source(MigrationSource.of(listOf()))
            .build()
            .ensureVersion()
        connection.createStatement().use { statement ->
            if (kind == TestDatabase.SQLITE) {
                statement.execute("begin immediate")
            } else {
                connection.autoCommit = false
                statement.execute("lock table busy")
            }
        }
    }

    /** The listener of a run closes it, at the same time as the test that ends. */
    @Synchronized
    override fun close() {
        if (!connection.isClosed) {
            if (!connection.autoCommit) connection.rollback()
            connection.close()
        }
    }
}

/** A pool of one connection, which others get when it is taken. */
private class OneConnection(private val others: DataSource, private val only: Connection) :
    DataSource by others {
    private var given = false

    override fun getConnection(): Connection {
        if (given) return others.connection
        given = true
        return object : Connection by only {
            override fun close() = Unit
        }
    }
}
