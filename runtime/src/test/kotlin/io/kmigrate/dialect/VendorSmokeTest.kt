package io.kmigrate.dialect

import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.DatabaseSchema
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.Table
import io.kmigrate.schema.View
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.sql.DriverManager
import java.sql.SQLException

/**
 * What H2 understands of the SQL for databases that no server can be had of. It speaks a part of
 * their languages, so that what it refuses is listed, with H2's reason, in `golden/h2-SQLSERVER`
 * and `golden/h2-ORACLE`: a statement that it takes or refuses against the list fails.
 * `-Dgolden.update=true` rewrites the lists.
 */
class VendorSmokeTest :
    FunSpec({
        val update = System.getProperty("golden.update").toBoolean()

        listOf("sqlserver" to "MSSQLServer", "oracle" to "Oracle").forEach { (name, mode) ->
            val dialect = Dialects.named(name)
            val list = Path.of("src/test/resources/golden/h2-$name.txt")

            test(
                "$name: H2 in its mode accepts the golden statements, except for those on the list"
            ) {
                val refused =
                    // A plan shows the statements of a backfill without the keys of a batch.
                    (operationCases + goldenOnlyCases - backfillCases.toSet())
                        .mapNotNull { case -> refusal(dialect, mode, case) }
                        .sorted()
                if (update) {
                    Files.write(list, refused)
                }
                refused shouldBe Files.readAllLines(list)
            }
        }
    })

/** H2's reason to refuse a case, or null when it takes it or the dialect refuses it before. */
private fun refusal(dialect: Dialect, mode: String, case: OperationCase): String? {
    val statements =
        try {
            dialect.render(case.operation, Catalog.of(case.before))
        } catch (refused: UnsupportedOperationByDialectException) {
            return null
        }
    DriverManager.getConnection("jdbc:h2:mem:;MODE=$mode;${SETTINGS[mode] ?: ""}").use { connection
        ->
        withClue("what ${case.kind} ${case.name} starts from") { connection.prepare(dialect, case) }
        statements.flatMap(dialect::split).forEach { sql ->
            try {
                connection.statement(sql)
            } catch (refused: SQLException) {
                return "${case.kind}: ${case.name}: ${reason(refused)}"
            }
        }
    }
    return null
}

/** SQL Server's usual collations do not tell case, in names neither. */
private val SETTINGS = mapOf("MSSQLServer" to "CASE_INSENSITIVE_IDENTIFIERS=TRUE")

/** What H2 marks in the statement, or its message where it marks nothing. */
private fun reason(refused: SQLException): String {
    val message = refused.message!!.substringBefore("; SQL statement").replace("\\000a", " ")
    val marked =
        message.substringAfter("[*]", "").substringBefore("; expected").replace("\"\"", "\"")
    return if (marked.isEmpty()) message.lines().first()
    else "stops at " + marked.trimEnd('"').replace(Regex("\\s+"), " ").take(60).trim()
}

/** The tables of a case in words that H2 knows, and with the names that the dialect gives them. */
private fun Connection.prepare(dialect: Dialect, case: OperationCase) {
    case.start.forEach { table -> prepare(dialect, table) }
    case.objects.filterIsInstance<Sequence>().forEach {
        statement("CREATE SEQUENCE ${dialect.names().quote(it.name())}")
    }
    case.objects.filterIsInstance<DatabaseSchema>().forEach {
        statement("CREATE SCHEMA ${dialect.names().quote(it.name())}")
    }
    case.objects.filterIsInstance<View>().forEach {
        val kind = if (it.materialized()) "MATERIALIZED VIEW" else "VIEW"
        statement("CREATE $kind ${dialect.names().quote(it.name())} AS SELECT 1 AS n")
    }
}

private fun Connection.prepare(dialect: Dialect, table: Table) {
    val names = dialect.names()
    val name = names.quote(table.name())
    val columns = table.columns().joinToString { "${names.quote(it.name())} ${plain(it)}" }
    statement("CREATE TABLE $name ($columns)")
    table.primaryKey()?.let {
        statement(
            "ALTER TABLE $name ADD CONSTRAINT ${names.quote(it.name()!!)} PRIMARY KEY (${names.list(it.columns())})"
        )
    }
    table.uniqueConstraints().forEach {
        statement(
            "ALTER TABLE $name ADD CONSTRAINT ${names.quote(it.name()!!)} UNIQUE (${names.list(it.columns())})"
        )
    }
    table.checkConstraints().forEach {
        statement("ALTER TABLE $name ADD CONSTRAINT ${names.quote(it.name()!!)} CHECK (1 = 1)")
    }
    table.foreignKeys().forEach {
        statement(
            "ALTER TABLE $name ADD CONSTRAINT ${names.quote(it.name()!!)} FOREIGN KEY (${names.list(it.columns())}) " +
                "REFERENCES ${names.quote(it.referencedTable())} (${names.list(it.referencedColumns())})"
        )
    }
    table.indexes().forEach { index ->
        val parts = names.list(index.columns().map { it.text() })
        statement("CREATE INDEX ${names.quote(index.name())} ON $name ($parts)")
    }
}

private fun plain(column: Column): String {
    val type =
        when (val type = column.type()) {
            is ColumnType.IntegerType -> "BIGINT"
            is ColumnType.DecimalType -> "DECIMAL(${type.precision()}, ${type.scale()})"
            is ColumnType.BooleanType -> "SMALLINT"
            else -> "VARCHAR(200)"
        }
    val numbered = if (column.autoIncrement()) " GENERATED BY DEFAULT AS IDENTITY" else ""
    val default =
        when (val value = (column.defaultValue() as? DefaultValue.Literal)?.value()) {
            null -> ""
            is Boolean -> if (value) " DEFAULT 1" else " DEFAULT 0"
            else -> " DEFAULT $value"
        }
    return type + numbered + default + (if (column.nullable()) "" else " NOT NULL")
}
