package io.kmigrate.diff

import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.ArrayType
import io.kmigrate.schema.ColumnType.BinaryType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CharType
import io.kmigrate.schema.ColumnType.DateType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.JsonType
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.ColumnType.TimeType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.ColumnType.UuidType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE
import java.math.BigDecimal
import kotlin.random.Random

/** Columns of every type that a database has, with defaults of every kind. */
class RandomColumns(private val random: Random, private val database: TestDatabase) {
    private val types: List<ColumnType> = buildList {
        addAll(listOf(16, 32, 32, 64).map { IntegerType(it, false) })
        addAll(
            listOf(VarcharType(30), VarcharType(255), CharType(3), TextType(TextType.Size.NORMAL))
        )
        addAll(listOf(BooleanType(), DecimalType(10, 2), FloatType(64), DateType(), TimeType()))
        addAll(listOf(TimestampType(false), UuidType(), BinaryType(16), JsonType(false)))
        if (database != SQLITE) add(EnumType("mood", LABELS))
        if (database == POSTGRESQL || database == H2) {
            addAll(listOf(TimestampType(true), ArrayType(IntegerType(32, false))))
        }
        if (database == POSTGRESQL) add(JsonType(true))
    }

    fun number(): ColumnType = IntegerType(listOf(32, 64).random(random), false)

    fun column(name: String): Column {
        val type = types.random(random)
        return Column.of(name, type)
            .withNullable(chance(60))
            .withDefault(if (chance(50)) defaultOf(type) else null)
            .withComment(if (chance(15)) "about $name; it's" else null)
    }

    private fun chance(percent: Int) = random.nextInt(100) < percent

    private fun literal(value: Any) = DefaultValue.Literal(value)

    private fun expression(sql: String) = DefaultValue.Expression(sql)

    private fun defaultOf(type: ColumnType): DefaultValue? =
        when (type) {
            is IntegerType ->
                if (chance(70)) literal(random.nextInt(-9, 99))
                else expression("1 + ${random.nextInt(9)}")
            is VarcharType -> literal(listOf("", "it's", "ü", "a\\b", "null", "5").random(random))
            is CharType -> literal("abc")
            is BooleanType -> literal(random.nextBoolean())
            is DecimalType -> literal(BigDecimal("1.25"))
            is FloatType -> literal(0.5)
            is DateType -> if (chance(50)) expression("CURRENT_DATE") else null
            is TimestampType -> expression("CURRENT_TIMESTAMP")
            is EnumType -> literal(type.labels().first())
            is UuidType -> if (database == POSTGRESQL) expression("gen_random_uuid()") else null
            else -> null
        }

    /** Another type with room for the values, another default, nullability or comment. */
    fun changed(column: Column): Column =
        when (random.nextInt(4)) {
            0 -> {
                val type = wider(column.type())
                column
                    .withType(type)
                    .withDefault(if (type == column.type()) column.defaultValue() else null)
            }
            1 ->
                column.withDefault(
                    if (column.defaultValue() == null) defaultOf(column.type()) else null
                )
            2 -> column.withNullable(!column.nullable())
            else -> column.withComment(if (column.comment() == null) "new" else null)
        }

    private fun wider(type: ColumnType): ColumnType =
        when (type) {
            is IntegerType -> IntegerType(if (type.bits() == 16) 32 else 64, false)
            is VarcharType ->
                if (chance(50)) VarcharType(type.length() + 9) else TextType(TextType.Size.NORMAL)
            is CharType -> VarcharType(9)
            is DecimalType -> DecimalType(12, 3)
            is EnumType -> EnumType(type.name(), (type.labels() + "new").distinct())
            else -> type
        }

    /** An enumeration is one type for all columns that have it. */
    fun sameLabels(tables: List<Table>): List<Table> {
        val labels =
            tables
                .flatMap { table -> table.columns().map { it.type() } }
                .filterIsInstance<EnumType>()
                .map { it.labels() }
                .maxByOrNull { it.size }
        return tables.map { table ->
            table.withColumns(
                table.columns().map {
                    if (it.type() is EnumType) it.withType(EnumType("mood", labels!!)) else it
                }
            )
        }
    }

    private companion object {
        val LABELS = listOf("ok", "sad", "it's")
    }
}
