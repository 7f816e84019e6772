package io.kmigrate.execution

import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.revision.Migration
import io.kmigrate.revision.OnlineMode
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.seed
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import javax.sql.DataSource
import kotlin.random.Random

/**
 * Operations in parts, on a table with rows: what they leave, and what is left of them when they
 * are stopped. `-Donline.stops=30` stops each before every statement, `-Donline.seed=…` repeats a
 * run.
 */
class OnlineFormsTest :
    FunSpec({
        val stops = Integer.getInteger("online.stops", 1)
        val seed = seed("online.seed")
        val random = Random(seed)
        val databases = EmptiedDatabases()

        ONLINE_DATABASES.filter { System.getProperty("online.database") in listOf(null, it.name) }
            .forEach { kind ->
                OnlineCases.of(kind).forEach { case ->
                    val forward = listOf(migration("aaaa", up = case.operations))

                    fun prepared(): DataSource =
                        databases.of(kind).also { database ->
                            database.execute(OnlineCases.tables(kind))
                            database.execute(case.setup)
                        }

                    val whole by lazy { Whole(kind, prepared(), forward) }

                    test("$kind: ${case.name} ends as its plain form does") {
                        case.requireServer()
                        val plain = prepared()
                        migrator(plain, forward) { online(OnlineMode.NEVER) }.upgrade()
                        val expected = Left(kind, plain)
                        withClue(whole.statements.joinToString("\n")) {
                            val left = whole.left
                            left.catalog shouldContainExactly expected.catalog
                            left.checksums shouldContainExactly expected.checksums
                            left.rows shouldBe "$ONLINE_ROWS"
                            case.said.forEach { words ->
                                whole.statements.count { words in it } shouldBe 1
                            }
                        }
                    }

                    // MySQL has the forms of MariaDB.
                    if (stops > 1 || kind != TestDatabase.MYSQL) {
                        test(
                            "$kind: ${case.name} is finished or reverted wherever it was stopped"
                        ) {
                            case.requireServer()
                            whole.statements.indices.shuffled(random).take(stops).forEach { stop ->
                                fun stopped() =
                                    prepared()
                                        .also { stop(kind, it, forward, stop) }
                                        .let { database ->
                                            database to
                                                migrator(database, forward) {
                                                    online(OnlineMode.ALWAYS)
                                                }
                                        }
                                // Every stop in both ways is for the full run.
                                val isEither = stops == 1 && case.isRevertible
                                val isFinished = !isEither || random.nextBoolean()
                                withClue(
                                    "stopped before statement ${stop + 1}, -Donline.seed=$seed"
                                ) {
                                    if (isFinished) {
                                        val (database, migrator) = stopped()
                                        migrator.upgrade()
                                        catalog(kind, database) shouldContainExactly
                                            whole.left.catalog
                                    }
                                    if (case.isRevertible && !(isEither && isFinished)) {
                                        val (database, migrator) = stopped()
                                        migrator.downgrade("base")
                                        catalog(kind, database) shouldContainExactly whole.before
                                    }
                                }
                            }
                        }
                    }
                }
            }
    })

internal val ONLINE_DATABASES =
    listOf(TestDatabase.POSTGRESQL, TestDatabase.MARIADB, TestDatabase.MYSQL)

/** Runs until the connection breaks just before a statement. */
private fun stop(
    kind: TestDatabase,
    database: DataSource,
    migrations: List<Migration>,
    statement: Int,
) {
    var seen = 0
    var isStopped = false
    val migrator =
        migrator(database, migrations) {
            online(OnlineMode.ALWAYS)
            listener { event ->
                if (event is ExecutionEvent.StatementStarted && seen++ == statement) {
                    isStopped = true
                    breakSessions(kind, database)
                }
            }
        }
    shouldThrow<MigrationException> { migrator.upgrade() }
    isStopped shouldBe true
}

/** As a server that is shut down does it, or a network that breaks. */
private fun breakSessions(kind: TestDatabase, database: DataSource) {
    if (kind == TestDatabase.POSTGRESQL) {
        database.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity" +
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    } else {
        database
            .query(
                "SELECT id FROM information_schema.processlist" +
                    " WHERE db = database() AND id <> connection_id()"
            )
            .forEach { database.execute("KILL $it") }
    }
}

/** A run in parts that nothing stops. */
private class Whole(kind: TestDatabase, database: DataSource, migrations: List<Migration>) {
    val before = catalog(kind, database)
    val statements = ArrayList<String>()
    val left: Left

    init {
        migrator(database, migrations) {
                online(OnlineMode.ALWAYS)
                listener { event ->
                    if (event is ExecutionEvent.StatementStarted) {
                        statements += event.sql()
                    }
                }
            }
            .upgrade()
        left = Left(kind, database)
    }
}

/** What a run leaves in a database. */
private class Left(kind: TestDatabase, database: DataSource) {
    val catalog = catalog(kind, database)
    val checksums = database.query("SELECT checksum FROM migrate_history ORDER BY id")
    val rows = database.query("SELECT count(*) FROM orders WHERE id <> -1").single()
}

/**
 * Columns, constraints and indexes as the server itself describes them, with whether they are
 * valid.
 */
internal fun catalog(kind: TestDatabase, database: DataSource): List<String?> =
    if (kind == TestDatabase.POSTGRESQL) {
        database.query(
            """
            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
                || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-')
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relname NOT LIKE 'migrate%'
            UNION ALL
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(k.oid) || ' ' || convalidated
            FROM pg_constraint k WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'migrate%'
            UNION ALL
            SELECT pg_get_indexdef(indexrelid) || ' ' || indisvalid || ' ' || indisready || ' ' || indisunique
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relname NOT LIKE 'migrate%'
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            ORDER BY 1
            """
        )
    } else {
        database
            .query(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = database()"
            )
            .filterNot { it.orEmpty().startsWith("migrate") }
            .map { table ->
                database.connection.use { connection ->
                    connection.createStatement().use { statement ->
                        statement.executeQuery("SHOW CREATE TABLE `$table`").use {
                            it.next()
                            it.getString(2)
                        }
                    }
                }
            }
            .map { text -> text.lines().map { it.trim().trimEnd(',') }.sorted().joinToString("\n") }
            .sorted()
    }
