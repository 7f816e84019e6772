package io.kmigrate.dialect.h2

import io.kmigrate.dialect.DialectContract
import io.kmigrate.dialect.OperationCase
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.operationCases
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.IndexColumn.Nulls
import io.kmigrate.testing.TestH2
import org.h2.jdbcx.JdbcDataSource

internal val DIALECT = H2Dialect()

class H2DialectTest :
    DialectContract(
        DIALECT,
        TestH2::sharedFile,
        { (it as JdbcDataSource).getURL() },
        operationCases.map(::asKept),
    )

private fun asKept(case: OperationCase): OperationCase =
    when (val operation = case.operation) {
        is CreateTable -> case.copy(operation = withoutConstants(operation))
        is CreateIndex -> case.copy(operation = withUnusualNulls(operation))
        else -> case
    }

/** H2 computes an expression of constants when the table is made, and keeps the result. */
private fun withoutConstants(create: CreateTable): CreateTable {
    val table = create.table()
    val computed = table.column("d_computed").orElse(null) ?: return create
    val changed = computed.withDefault(expression("LOWER(CURRENT_USER)"))
    return CreateTable(table.withColumn("d_computed", changed), create.ifNotExists())
}

/** H2 does not keep apart that nulls are first by themselves and that they were asked to be. */
private fun withUnusualNulls(create: CreateIndex): CreateIndex {
    val index = create.index()
    val columns = index.columns().map(::withUnusualNulls)
    return CreateIndex(create.table(), index.withColumns(columns), create.ifNotExists(), false)
}

private fun withUnusualNulls(part: IndexColumn): IndexColumn =
    when {
        part.nulls() == null -> part
        part.descending() -> part.withNulls(Nulls.FIRST)
        else -> part.withNulls(Nulls.LAST)
    }
