package io.kmigrate.dsl.source

import io.kmigrate.dialect.OperationCase
import io.kmigrate.dialect.TextFiles
import io.kmigrate.dialect.goldenOnlyCases
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.operationCases
import io.kmigrate.dsl.host.HostFixture
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.LoadCsv
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.Migration
import io.kmigrate.schema.Column
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.io.path.writeText

/** Every operation of the dialects' tests as script text, compiled and described again. */
class OperationTextTest : FunSpec() {
    private val fixture = autoClose(HostFixture())
    private val cases = operationCases + goldenOnlyCases
    private val texts = cases.map { OperationText.of(listOf(it.operation)).joinToString("\n") }

    /** One call of the compiler for all of them. */
    private val migrations: Map<String, Migration> by lazy {
        val scripts = texts.mapIndexed { place, text ->
            "$place" to "revision = \"r$place\"\nupgrade {\n${text.prependIndent("    ")}\n}\n"
        }
        val folder = fixture.folder("texts", *scripts.toTypedArray())
        cases
            .map { it.operation }
            .filterIsInstance<LoadCsv>()
            .forEach { load ->
                folder.resolve(load.file()).writeText(csv(load))
            }
        cases.forEach { case ->
            case.operation.sqlFile().ifPresent { file ->
                folder
                    .resolve(file.file())
                    .writeText(TextFiles.reader(file.text()).use { it.readText() })
            }
        }
        val source = fixture.source(folder)
        source.load(source.revisions())
    }

    init {
        test("keys without names keep their order, by which MySQL numbers them") {
            val keys =
                listOf("second", "first").map {
                    ForeignKey.of(null, listOf(it), TableName.of("other"), listOf("id"))
                }
            val columns = listOf("first", "second").map { Column.of(it, int32) }
            val table = Table.of(TableName.of("lines"), columns, null).withForeignKeys(keys)
            val text = OperationText.of(listOf(CreateTable(table, false))).single()
            Regex("listOf\\(\"(first|second)\"\\)")
                .findAll(text)
                .map { it.groupValues[1] }
                .toList() shouldBe listOf("second", "first")
            val named =
                table.withForeignKeys(keys.map { it.withName("fk_${it.columns().single()}") })
            OperationText.of(listOf(CreateTable(named, false))).single() shouldContain
                "integer(\"first\").references("
        }

        cases.forEachIndexed { place, case ->
            test("${case.kind}: ${case.name}") {
                withClue(texts[place]) { check(case, migrations.getValue("r$place")) }
            }
        }
    }

    private fun check(case: OperationCase, migration: Migration) {
        val operations = migration.up().map { it.operation() }
        unordered(after(operations, case.before)) shouldBe
            unordered(after(listOf(case.operation), case.before))
        if (case.operation !is CreateTable) {
            operations.map { OperationDescription.of(it).toString() } shouldBe
                listOf(OperationDescription.of(case.operation).toString())
        }
    }

    private fun after(operations: List<Operation>, start: Snapshot): Snapshot =
        operations.fold(start) { schema, operation -> operation.apply(schema) }

    /** Keys with names have no order; one that stands beside its column comes first. */
    private fun unordered(schema: Snapshot): Snapshot =
        schema.tables().fold(schema) { result, table ->
            val keys = table.foreignKeys()
            val isNamed = keys.all { it.name() != null }
            result.with(table.withForeignKeys(if (isNamed) keys.sortedBy { "$it" } else keys))
        }

    private fun csv(load: LoadCsv): String =
        (listOf(load.columns()) + load.rows()).joinToString("\n") { row ->
            row.joinToString(",") { it.orEmpty() }
        }
}
