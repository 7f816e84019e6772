package io.kmigrate.dsl

import io.kmigrate.dialect.OperationCase
import io.kmigrate.dialect.goldenOnlyCases
import io.kmigrate.dialect.operationCases
import io.kmigrate.dsl.source.OperationText
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.operation.RunCode
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** `docs/operations.md`, made of the golden files. `-Dgolden.update=true` rewrites it. */
class OperationsDocumentTest :
    FunSpec({
        test("the document shows the content of the golden files") {
            val text = OperationsDocument.text()
            if (System.getProperty("golden.update").toBoolean()) FILE.writeText(text)
            text shouldBe FILE.readText()
        }

        test("the document has every operation") {
            val shown = OperationsDocument.cases.map { it.operation.javaClass }.toSet()
            val all = Operation::class.java.permittedSubclasses.toSet()
            (all - shown - RunCode::class.java).shouldBeEmpty()
        }
    })

private val FILE = Path.of("../docs/operations.md")

private object OperationsDocument {
    private val golden = Path.of("../runtime/src/test/resources/golden")

    private val dialects =
        mapOf(
            "sqlite" to "SQLite",
            "postgresql" to "PostgreSQL",
            "mysql" to "MySQL",
            "mariadb" to "MariaDB",
            "h2" to "H2",
            "sqlserver" to "SQL Server",
            "oracle" to "Oracle",
        )

    private val groups =
        listOf(
            "Tables" to
                listOf("createTable", "dropTable", "renameTable", "moveTable", "commentOnTable"),
            "Columns" to listOf("addColumn", "dropColumn", "renameColumn", "alterColumn"),
            "Indexes" to listOf("createIndex", "renameIndex", "dropIndex"),
            "Constraints" to
                listOf(
                    "createPrimaryKey",
                    "createUniqueConstraint",
                    "createCheckConstraint",
                    "createForeignKey",
                    "createExclusionConstraint",
                    "createNotNullConstraint",
                    "validateConstraint",
                    "renameConstraint",
                    "dropConstraint",
                ),
            "Schemas, sequences and enumerations" to
                listOf(
                    "createSchema",
                    "dropSchema",
                    "createSequence",
                    "alterSequence",
                    "dropSequence",
                    "createEnum",
                    "addEnumValue",
                    "renameEnumValue",
                    "dropEnum",
                ),
            "Views, functions, procedures and triggers" to
                listOf(
                    "createView",
                    "dropView",
                    "createFunction",
                    "dropFunction",
                    "createTrigger",
                    "dropTrigger",
                ),
            "Rows and SQL" to
                listOf(
                    "bulkInsert",
                    "bulkUpdate",
                    "bulkDelete",
                    "loadCsv",
                    "execute",
                    "executeFile",
                ),
            "Backfills" to listOf("backfill", "copyRows", "deleteRows", "requiresBackfill"),
        )

    val cases: List<OperationCase> = operationCases + goldenOnlyCases

    fun text(): String = buildString {
        appendLine("# Operations")
        appendLine()
        appendLine(INTRODUCTION)
        groups.forEach { (title, _) -> appendLine("- [$title](#${anchor(title)})") }
        groups.forEach { (title, functions) ->
            appendLine("\n## $title")
            functions.forEach { append(section(it)) }
        }
    }

    private fun anchor(title: String) =
        title.lowercase().replace(Regex("[^a-z -]"), "").replace(' ', '-')

    private fun section(function: String): String = buildString {
        val own = cases.filter { OperationDescription.of(it.operation).op() == function }
        check(own.isNotEmpty()) { "no golden case shows $function" }
        appendLine("\n### $function")
        own.forEach { append(shown(it)) }
    }

    private fun shown(case: OperationCase): String = buildString {
        appendLine("\n<details><summary>${case.name}</summary>\n")
        appendLine("```kotlin")
        appendLine(OperationText.of(listOf(case.operation)).joinToString("\n"))
        appendLine("```")
        dialects.keys
            .groupBy { sql(case, it) }
            .forEach { (sql, names) ->
                appendLine("\n**${names.joinToString(", ") { dialects.getValue(it) }}**\n")
                appendLine(if (sql.isBlank()) "Nothing to do." else block(sql))
            }
        appendLine("\n</details>")
    }

    private fun block(sql: String): String =
        if (sql.startsWith("-- refused: ")) {
            val lines = sql.trim().lines().map { it.removePrefix("-- ").removePrefix("refused: ") }
            "Refused: ${lines.first()}. ${lines.drop(1).joinToString(" ").replaceFirstChar { it.uppercase() }}."
        } else "```sql\n${beginning(sql.trimEnd().lines())}\n```"

    private fun beginning(lines: List<String>): String =
        if (lines.size <= LONGEST) lines.joinToString("\n")
        else (lines.take(SHOWN) + "-- … ${lines.size - SHOWN} more lines").joinToString("\n")

    private const val LONGEST = 100
    private const val SHOWN = 4

    /** The sentence of a refusal names its own database: those of several are told apart. */
    private fun sql(case: OperationCase, dialect: String): String =
        golden
            .resolve(case.kind)
            .resolve(case.name.replace(' ', '-'))
            .resolve("$dialect.sql")
            .readText()

    private val INTRODUCTION =
        """
        This page shows every operation with its SQL on each database. The [script language](scripts.md) explains the
        functions. Procedures work like functions. `data { }` is code, so it has no SQL.

        The golden files of the tests are the source of this page, so it shows the SQL that runs; of a long block, the beginning. Each case
        starts with the tables in
        [`OperationCases.kt`](../runtime/src/test/kotlin/io/kmigrate/dialect/OperationCases.kt) or
        [`ObjectCases.kt`](../runtime/src/test/kotlin/io/kmigrate/dialect/ObjectCases.kt), without a database. On a
        live database, a change that must restate a definition reads it from the catalog. SQLite from 3.53 on changes
        nullability and checks without a rebuild.

        """
            .trimIndent()
}
