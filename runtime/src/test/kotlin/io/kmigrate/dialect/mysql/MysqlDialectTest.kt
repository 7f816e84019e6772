package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.DialectContract
import io.kmigrate.dialect.OperationCase
import io.kmigrate.dialect.operationCases
import io.kmigrate.dialect.unenforcedChecks
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.CreateTable
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestMysql

/** A key over a text of any length is refused, so the note is a shorter one. */
private fun keyable(table: Table): Table =
    table.withColumns(
        table.columns().map {
            val isKey = table.uniqueConstraints().any { key -> it.name() in key.columns() }
            if (isKey && it.type() is TextType) it.withType(varchar(200)) else it
        }
    )

private fun keyable(case: OperationCase): OperationCase {
    val operation = case.operation
    return case.copy(
        start = case.start.map(::keyable),
        operation =
            if (operation is CreateTable)
                CreateTable(keyable(operation.table()), operation.ifNotExists())
            else operation,
    )
}

private const val EACH = 5

/** With MySQL's own driver, unless the run is for the other one. */
class MysqlDialectTest :
    DialectContract(
        MysqlDialect(),
        TestMysql::freshDatabase,
        TestMysql::url,
        cases = (operationCases + unenforcedChecks).map(::keyable),
    )

/** With MariaDB's driver, which the command has: a part of the operations. `-Pfull` runs all. */
class MysqlOtherDriverTest :
    DialectContract(
        MysqlDialect(),
        { TestMysql.byMariadbDriver(TestMysql.freshDatabase()) },
        TestMysql::url,
        cases = operationCases.map(::keyable).filterIndexed { place, _ -> place % EACH == 0 },
    )
