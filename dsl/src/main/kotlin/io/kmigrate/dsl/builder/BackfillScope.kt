package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.Throttle
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction

/** The receiver of `backfill("…", "table") { }`. */
@API(status = STABLE, since = "0.1")
@MigrationDsl
public class BackfillScope internal constructor(private var other: RowChange? = null) {
    private val expressions = linkedMapOf<String, String>()
    private var undo: Backfill.Undo? = null
    internal var throttle: Throttle = Throttle.NONE
        private set

    /** Sets [column] to what the SQL of [expression] says, which may name columns of the row. */
    public fun set(column: String, expression: String) {
        require(column !in expressions) { OperationMessages.repeatedColumn("backfill", column) }
        expressions[given(column, "the column of set")] =
            given(expression, "the SQL of set").trimIndent().trim()
    }

    /**
     * What takes the change back where a script has no `downgrade`; it goes through the table in
     * the same way. [where] is a condition for the rows that are changed.
     */
    public fun undo(where: String? = null, block: BackfillScope.() -> Unit) {
        undo = Backfill.Undo(BackfillScope().apply(block).change(), where)
    }

    /**
     * What the backfill waits for before each batch: until no replica is more than [maxReplicaLag]
     * behind (PostgreSQL; on MySQL and MariaDB the URLs of [replicas] are asked), until no more
     * than [maxRunning] sessions run a statement (PostgreSQL, MySQL, MariaDB), and as long as the
     * first value of the query [waitWhile] is true or above 0.
     */
    public fun throttle(
        maxReplicaLag: String? = null,
        replicas: List<String> = emptyList(),
        maxRunning: Int? = null,
        waitWhile: String? = null,
    ) {
        require(replicas.isEmpty() || maxReplicaLag != null) {
            OperationMessages.replicasWithoutLag()
        }
        val lag = maxReplicaLag?.let { duration("maxReplicaLag", it) }
        throttle = Throttle(lag, replicas, maxRunning, waitWhile)
    }

    internal fun rows(change: RowChange) {
        require(other == null) { OperationMessages.secondRows() }
        other = change
    }

    internal fun undo(where: String?, change: RowChange) {
        undo = Backfill.Undo(change, where)
    }

    internal fun change(): RowChange {
        val code = other
        require(code == null || expressions.isEmpty()) { OperationMessages.setAndRows() }
        require(code != null || expressions.isNotEmpty()) { OperationMessages.nothingSet() }
        return code ?: RowChange.SetColumns(expressions)
    }

    internal fun undone(): Backfill.Undo? = undo
}

/** The receiver of `backfill("…", Table) { }`. */
@API(status = STABLE, since = "0.1")
@MigrationDsl
public class TableBackfillScope internal constructor(private val table: Table) {
    internal val plain = BackfillScope()

    /** Sets [column] to what the SQL of [expression] says, which may name columns of the row. */
    public fun set(column: String, expression: String): Unit = plain.set(column, expression)

    /** Sets [column] to what the SQL of [expression] says. */
    public fun set(column: Column<*>, expression: String): Unit = plain.set(column.name, expression)

    /** What the backfill waits for before each batch: see [BackfillScope.throttle]. */
    public fun throttle(
        maxReplicaLag: String? = null,
        replicas: List<String> = emptyList(),
        maxRunning: Int? = null,
        waitWhile: String? = null,
    ): Unit = plain.throttle(maxReplicaLag, replicas, maxRunning, waitWhile)

    /**
     * Runs code for each batch, in its transaction; Exposed's statements work in it as they are.
     * The batch may run again where it was rolled back, so code must do nothing that a rollback
     * does not undo. [block] is not part of the checksum.
     */
    public fun rows(block: (@MigrationDsl JdbcTransaction).(BackfillBatch) -> Unit) {
        val table = table
        plain.rows(
            RowChange.RunRows { context, range ->
                val transaction = context.unwrap(JdbcTransaction::class.java)
                BackfillBatch(transaction, table, range)
                    .also { batch -> transaction.block(batch) }
                    .changed
            }
        )
    }

    /** What takes the change back where a script has no `downgrade`. */
    public fun undo(where: String? = null, block: TableBackfillScope.() -> Unit) {
        plain.undo(where, TableBackfillScope(table).apply(block).plain.change())
    }
}
