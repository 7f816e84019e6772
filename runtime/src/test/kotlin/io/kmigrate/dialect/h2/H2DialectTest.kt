package io.kmigrate.dialect.h2

import io.kmigrate.dialect.DialectContract
import io.kmigrate.dialect.OperationCase
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.operationCases
import io.kmigrate.operation.CreateTable
import io.kmigrate.testing.TestH2
import org.h2.jdbcx.JdbcDataSource

internal val DIALECT = H2Dialect()

class H2DialectTest :
    DialectContract(
        DIALECT,
        TestH2::sharedFile,
        { (it as JdbcDataSource).getURL() },
        operationCases.map(::withoutConstants),
    )

/** H2 computes an expression of constants when the table is made, and keeps the result. */
private fun withoutConstants(case: OperationCase): OperationCase {
    val create = case.operation as? CreateTable ?: return case
    val table = create.table()
    val computed = table.column("d_computed").orElse(null) ?: return case
    val changed = computed.withDefault(expression("LOWER(CURRENT_USER)"))
    return case.copy(
        operation = CreateTable(table.withColumn("d_computed", changed), create.ifNotExists())
    )
}
