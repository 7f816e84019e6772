package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.RowsBlock
import java.util.IdentityHashMap
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction
import org.jetbrains.exposed.v1.jdbc.statements.api.JdbcPreparedStatementApi

/** The rows of a batch, for code that changes them. */
@API(status = STABLE, since = "0.1")
public class BackfillBatch
internal constructor(
    private val transaction: JdbcTransaction,
    private val table: Table,
    private val range: RowsBlock.Range,
) {
    internal var changed = 0L
        private set

    private val key =
        range.key().map { name ->
            requireNotNull(table.columns.firstOrNull { it.name == name }) {
                OperationMessages.keyNotDeclared(table.tableName, name)
            }
        }

    /**
     * Reads the rows of the batch and locks them, runs [change] for each, and writes what it set:
     * `batch.update { it[givenName] = it[fullName].substringBefore(' ') }`. A row of which nothing
     * is set stays as it is.
     */
    public fun update(change: (BackfillRow) -> Unit) {
        val writers = mutableListOf<RowWriter>()
        try {
            read().forEach { row ->
                change(row)
                if (row.columns.isNotEmpty()) {
                    refuseKey(row)
                    writerOf(row, writers).add(row)
                    changed++
                }
            }
            writers.forEach { it.send() }
        } finally {
            writers.forEach { it.close() }
        }
    }

    private fun writerOf(row: BackfillRow, writers: MutableList<RowWriter>): RowWriter =
        writers.firstOrNull { it.columns == row.columns }
            ?: RowWriter(row.columns.toList()).also { writers += it }

    private fun refuseKey(row: BackfillRow) {
        val changed = key.firstOrNull { it in row.columns && row[it] != row.found(it) }
        require(changed == null) { OperationMessages.keyChanged("${changed?.name}") }
    }

    /** Exposed's own rows cost twice as much. */
    private fun read(): List<BackfillRow> {
        val columns = table.columns
        val text =
            "SELECT ${columns.joinToString { transaction.identity(it) }} " +
                "FROM ${transaction.identity(table)} WHERE ${range.condition()}" +
                if (range.canLock()) " FOR UPDATE" else ""
        val statement = transaction.connection.prepareStatement(text, false)
        try {
            val places = columns.withIndex().associateTo(IdentityHashMap()) { it.value to it.index }
            val result = statement.executeQuery()
            return buildList {
                while (result.next()) {
                    val values =
                        Array(columns.size) { columns[it].columnType.readObject(result, it + 1) }
                    add(BackfillRow(places, values))
                }
            }
        } finally {
            statement.closeIfPossible()
        }
    }

    /** One statement for all rows whose same columns are set. */
    private inner class RowWriter(val columns: List<Column<*>>) {
        private val statement: JdbcPreparedStatementApi =
            transaction.connection.prepareStatement(text(), false)
        private var waiting = 0

        private fun text(): String =
            "UPDATE ${transaction.identity(table)} SET " +
                columns.joinToString { "${transaction.identity(it)} = ?" } +
                " WHERE " +
                key.joinToString(" AND ") { "${transaction.identity(it)} = ?" }

        fun add(row: BackfillRow) {
            val values =
                columns.map { it.columnType to row[it] } +
                    key.map { it.columnType to row.found(it) }
            statement.fillParameters(values)
            statement.addBatch()
            if (++waiting == MOST_WAITING) send()
        }

        fun send() {
            if (waiting > 0) {
                waiting = 0
                statement.executeBatch()
            }
        }

        fun close() = statement.closeIfPossible()
    }

    private companion object {
        const val MOST_WAITING = 1000
    }
}

/** A row of a batch: what was read of it, and what is to be written. */
@API(status = STABLE, since = "0.1")
public class BackfillRow
internal constructor(private val places: Map<Column<*>, Int>, private val values: Array<Any?>) {
    /** Those that were set, in the order in which they were. */
    internal val columns = ArrayList<Column<*>>(1)
    private val written = ArrayList<Any?>(1)

    /** The value of [column]: what was set, or what was read. */
    @Suppress("UNCHECKED_CAST")
    public operator fun <T> get(column: Column<T>): T {
        val place = columns.indexOf(column)
        return if (place < 0) found(column) else written[place] as T
    }

    /** Sets [column]. */
    public operator fun <T> set(column: Column<T>, value: T) {
        val place = columns.indexOf(column)
        if (place < 0) {
            columns += column
            written += value
        } else {
            written[place] = value
        }
    }

    /** What was read. */
    @Suppress("UNCHECKED_CAST")
    internal fun <T> found(column: Column<T>): T {
        val place =
            requireNotNull(places[column]) {
                OperationMessages.unknownColumn(column.table.tableName, column.name)
            }
        return values[place]?.let { column.columnType.valueFromDB(it) } as T
    }
}
