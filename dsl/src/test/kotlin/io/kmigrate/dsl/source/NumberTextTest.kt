package io.kmigrate.dsl.source

import io.kmigrate.dsl.host.HostFixture
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.AlterSequence
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.operation.SequenceChange
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Identity
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.math.BigDecimal
import java.math.BigInteger

/** The limits of all types of numbers, written as Kotlin, compiled and read again. */
class NumberTextTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val greatest = BigInteger("18446744073709551615")
        val numbers: Map<ColumnType, List<Number>> =
            mapOf(
                IntegerType(8, false) to listOf(Byte.MIN_VALUE, Byte.MAX_VALUE, -1, 0),
                IntegerType(16, false) to listOf(Short.MIN_VALUE, Short.MAX_VALUE),
                IntegerType(32, false) to listOf(Int.MIN_VALUE, Int.MAX_VALUE, -1, BigDecimal("7")),
                IntegerType(64, false) to
                    listOf(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, Int.MIN_VALUE, -1L),
                IntegerType(8, true) to listOf(0, 255),
                IntegerType(16, true) to listOf(0, 65535),
                IntegerType(32, true) to listOf(0L, 4294967295L),
                IntegerType(64, true) to listOf(BigInteger.ZERO, greatest),
                FloatType(32) to
                    listOf(
                        Float.MIN_VALUE,
                        Float.MAX_VALUE,
                        -Float.MAX_VALUE,
                        -1e-7f,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        -0.0f,
                    ),
                FloatType(64) to
                    listOf(
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        -Double.MAX_VALUE,
                        -1e-7,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        -0.0,
                    ),
                DecimalType(38, 10) to
                    listOf("1E+20", "-9999999999999999999999999999.9999999999", "0.0000000001")
                        .map(::BigDecimal),
            )

        val table = TableName.of("t")
        val operations: List<Operation> =
            numbers.flatMap { (type, values) ->
                values.flatMap { value ->
                    val literal = DefaultValue.Literal(value)
                    listOf(
                        CreateTable(
                            Table.of(
                                table,
                                listOf(Column.of("c", type).withDefault(literal)),
                                null,
                            ),
                            false,
                        ),
                        AlterColumn(table, "c", ColumnChange.none().withDefault(literal)),
                        BulkInsert(table, listOf(mapOf("c" to value))),
                    )
                }
            } +
                listOf(Long.MIN_VALUE, Long.MAX_VALUE).flatMap { limit ->
                    val sequence =
                        Sequence(TableName.of("s"), limit, limit, limit, limit, limit, false)
                    val identity = Identity(false, limit, limit)
                    val id = Column.of("id", IntegerType(64, false))
                    listOf(
                        CreateSequence(sequence, false),
                        AlterSequence(
                            TableName.of("s"),
                            SequenceChange(limit, limit, limit, limit, limit, null),
                        ),
                        CreateTable(
                            Table.of(table, listOf(id.withIdentity(identity)), null),
                            false,
                        ),
                        AlterColumn(table, "id", ColumnChange.none().withIdentity(identity)),
                    )
                }

        test("every number compiles, and is the same number") {
            val texts = operations.map { OperationText.of(listOf(it)).joinToString("\n") }
            val body = texts.joinToString("\n").prependIndent("    ")
            val source =
                fixture.source(
                    fixture.folder("numbers", "n" to "revision = \"n\"\nupgrade {\n$body\n}\n")
                )
            val read = source.load(source.revisions()).getValue("n").up().map { it.operation() }
            read.size shouldBe operations.size
            operations.forEachIndexed { place, operation ->
                withClue(texts[place]) {
                    OperationDescription.of(read[place]).toString() shouldBe
                        OperationDescription.of(operation).toString()
                    defaultOf(read[place]) shouldBe defaultOf(operation)
                }
            }
        }

        mapOf(
                IntegerType(32, false) to 1L.shl(40),
                IntegerType(8, true) to -1,
                IntegerType(64, false) to BigDecimal("1.5"),
                FloatType(64) to BigDecimal("1E+400"),
            )
            .forEach { (type, value) ->
                test("a $type does not hold $value: the default is written as SQL") {
                    ColumnText.of(
                        Column.of("c", type).withDefault(DefaultValue.Literal(value))
                    ) shouldBe "${ColumnText.type(type, "\"c\"")}.defaultExpression(\"$value\")"
                }
            }
    })

/** Whether it is a value, and not SQL that spells one. */
private fun defaultOf(operation: Operation): Boolean? =
    (operation as? CreateTable)?.table()?.columns()?.single()?.defaultValue()?.let {
        it is DefaultValue.Literal
    }
