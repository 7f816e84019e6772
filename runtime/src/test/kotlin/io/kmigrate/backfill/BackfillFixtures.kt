package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowsBlock
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe
import java.sql.Connection
import javax.sql.DataSource

/** Backfills that add one to a number, so that a row met twice or passed over shows. */
internal object BackfillFixtures {
    val PACE = Pace.DEFAULT.withBatchRows(7)

    fun Throwable?.shouldFail(code: ErrorCode) {
        val failure = this as MigrationException
        withClue(failure) { failure.problems().single().code() shouldBe code }
    }

    fun Backfill.named(name: String) =
        Backfill(name, table(), key(), where(), change(), pace(), undo(), background())

    fun backfill(
        change: RowChange,
        where: String? = null,
        pace: Pace = PACE,
        key: List<String> = emptyList(),
    ): Backfill =
        Backfill(
            "grow",
            TableName.of("t"),
            key,
            where,
            change,
            pace,
            Backfill.Undo(RowChange.SetColumns(mapOf("n" to "n - 1")), null),
            false,
        )

    fun inBackground(undo: Boolean = false, background: Boolean = true) =
        Backfill(
            "grow",
            TableName.of("t"),
            emptyList(),
            null,
            RowChange.SetColumns(mapOf("n" to "n + 1")),
            PACE.withBatchRows(if (background) 300 else 7),
            Backfill.Undo(RowChange.SetColumns(mapOf("n" to "n - 1")), null).takeIf { undo },
            background,
        )

    /** Code that fails where a batch has one of some rows that are not 5. */
    fun failFor(connection: Connection, range: RowsBlock.Range, ids: List<Int>) {
        connection.createStatement().use { statement ->
            val query =
                "select count(*) from t where ${range.condition()} and n <> 5 " +
                    "and id in (${ids.joinToString()})"
            statement.executeQuery(query).use { row ->
                row.next()
                check(row.getInt(1) == 0) { "a row is not to be changed" }
            }
        }
    }

    fun failForFives(connection: Connection, range: RowsBlock.Range) {
        connection.createStatement().use { statement ->
            val query = "select count(*) from t where ${range.condition()} and n = 5"
            statement.executeQuery(query).use { row ->
                row.next()
                check(row.getInt(1) == 0) { "a row is not to be changed" }
            }
        }
    }

    fun growBy(change: RowChange): Migration = migration("grow", up = listOf(backfill(change)))

    fun grow(rows: Int = 7): Migration =
        migration(
            "grow",
            up =
                listOf(
                    backfill(
                        RowChange.SetColumns(mapOf("n" to "n + 1")),
                        pace = PACE.withBatchRows(rows),
                    )
                ),
        )

    fun block() = RowsBlock { context, range ->
        val connection = context.unwrap(Connection::class.java)
        connection.createStatement().use {
            it.executeUpdate("update t set n = n + 1 where ${range.condition()}").toLong()
        }
    }

    /** Fails behind the batch with a number, as a process that is killed does. */
    fun migrator(database: DataSource, backfill: Backfill): Migrator =
        migrator(database, migration("grow", up = listOf(backfill)))

    fun migrator(
        database: DataSource,
        migration: Migration,
        listener: (ExecutionEvent) -> Unit = {},
        stopAt: Int = 0,
    ): Migrator {
        var batches = 0
        return Migrator.builder()
            .dataSource(database)
            .source(MigrationSource.of(listOf(migration)))
            .listener { event ->
                listener(event)
                if (event is BackfillAdvanced && ++batches == stopAt)
                    throw IllegalStateException("cut")
            }
            .build()
    }

    fun heard(said: (BackfillAdvanced) -> Unit): (ExecutionEvent) -> Unit = { event ->
        if (event is BackfillAdvanced) said(event)
    }

    fun checkpoints(database: DataSource) =
        database.query(
            "select concat(state, ' ', rows_done, ' ', rows_changed) from migrate_backfill order by id"
        )

    fun numbered(database: DataSource, rows: Int) {
        database.execute("create table t (id bigint not null primary key, n integer not null)")
        val values = (1..rows).joinToString { "($it, 0)" }
        database.execute("insert into t (id, n) values $values")
    }

    fun DataSource.sum(): Int = query("select sum(n) from t").single()!!.toInt()

    /** How often each number is there. */
    fun DataSource.numbers(): Map<String?, Int> =
        query("select n from t").groupingBy { it }.eachCount()
}
