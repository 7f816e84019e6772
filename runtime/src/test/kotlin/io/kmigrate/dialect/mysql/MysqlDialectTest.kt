package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.DialectContract
import io.kmigrate.dialect.OperationCase
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.dialect.operationCases
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.CreateTable
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.Table
import io.kmigrate.testing.execute
import io.kotest.core.annotation.Condition
import io.kotest.core.annotation.EnabledIf
import io.kotest.core.spec.Spec
import io.kotest.core.spec.style.FunSpec
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import kotlin.reflect.KClass

/**
 * A server whose databases may be made and dropped, such as `jdbc:mysql://127.0.0.1/?user=root`.
 */
private val SERVER: String? = System.getProperty("mysql.url")?.ifEmpty { null }

private val databases = AtomicInteger()

private fun freshDatabase(): DataSource {
    val name = "kmigrate_${databases.incrementAndGet()}"
    UrlDataSource(SERVER!!).connection.use {
        it.execute(
            "DROP DATABASE IF EXISTS $name",
            "CREATE DATABASE $name",
        )
    }
    return UrlDataSource(SERVER.replaceFirst(Regex("/(?=[^/]*$)"), "/$name"))
}

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

/** No MySQL server comes from Maven Central: this runs where one is given by `-Dmysql.url`. */
@EnabledIf(MysqlIsGiven::class)
class MysqlDialectTest :
    DialectContract(MysqlDialect(), ::freshDatabase, cases = operationCases.map(::keyable))

class MysqlIsGiven : Condition {
    override fun evaluate(kclass: KClass<out Spec>): Boolean = SERVER != null
}

/** What did not run is counted as skipped, and says why. */
class MysqlSkippedTest :
    FunSpec({
        if (SERVER == null) {
            println("skipped: MysqlDialectTest, since no server is given by -Dmysql.url")
        }
        xtest("MysqlDialectTest needs a server: -Dmysql.url=jdbc:mysql://…").config(
            enabled = false
        ) {}
    })
