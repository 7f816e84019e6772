package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.RowsBlock
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.Op
import org.jetbrains.exposed.v1.core.QueryBuilder
import org.jetbrains.exposed.v1.core.ResultRow
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction
import org.jetbrains.exposed.v1.jdbc.selectAll
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
        val writers = linkedMapOf<Set<Column<*>>, RowWriter>()
        try {
            read().forEach { row ->
                change(row)
                if (row.values.isNotEmpty()) {
                    refuseKey(row)
                    writers
                        .getOrPut(row.values.keys.toSet()) { RowWriter(row.values.keys.toList()) }
                        .add(row)
                    changed++
                }
            }
            writers.values.forEach { it.send() }
        } finally {
            writers.values.forEach { it.close() }
        }
    }

    private fun refuseKey(row: BackfillRow) {
        val changed = key.firstOrNull { it in row.values && row.values[it] != row.found[it] }
        require(changed == null) { OperationMessages.keyChanged("${changed?.name}") }
    }

    private fun read(): List<BackfillRow> {
        val query = table.selectAll().where(Condition(range.condition()))
        return (if (range.canLock()) query.forUpdate() else query).map { BackfillRow(it) }
    }

    /** One statement for all rows whose same columns are set. */
    private inner class RowWriter(private val columns: List<Column<*>>) {
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
                columns.map { it.columnType to row.values[it] } +
                    key.map { it.columnType to row.found[it] }
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

    private class Condition(private val sql: String) : Op<Boolean>() {
        override fun toQueryBuilder(queryBuilder: QueryBuilder) {
            queryBuilder.append(sql)
        }
    }

    private companion object {
        const val MOST_WAITING = 1000
    }
}

/** A row of a batch: what was read of it, and what is to be written. */
@API(status = STABLE, since = "0.1")
public class BackfillRow internal constructor(internal val found: ResultRow) {
    internal val values = linkedMapOf<Column<*>, Any?>()

    /** The value of [column]: what was set, or what was read. */
    @Suppress("UNCHECKED_CAST")
    public operator fun <T> get(column: Column<T>): T =
        if (column in values) values[column] as T else found[column]

    /** Sets [column]. */
    public operator fun <T> set(column: Column<T>, value: T) {
        values[column] = value
    }
}
