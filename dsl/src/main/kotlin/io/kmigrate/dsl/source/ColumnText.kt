package io.kmigrate.dsl.source

import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.ArrayType
import io.kmigrate.schema.ColumnType.BinaryType
import io.kmigrate.schema.ColumnType.BlobType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CharType
import io.kmigrate.schema.ColumnType.CustomType
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
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Identity
import io.kmigrate.schema.ReferenceAction

/** A column as a script declares it. */
internal object ColumnText {
    fun of(column: Column, reference: ForeignKey? = null): String = buildString {
        append(type(column.type(), literal(column.name()), column.collation()))
        if (column.nullable()) append(".nullable()")
        column.identity()?.let { append(identity(it, column.type())) }
        column.defaultValue()?.let { append(default(it, column.type())) }
        column.generated()?.let {
            append(
                call(
                    ".generatedAs",
                    literal(it.expression()),
                    named("stored", "false").takeIf { _ -> !it.stored() },
                )
            )
        }
        reference?.let { append(references(it)) }
        column.comment()?.let { append(call(".comment", literal(it))) }
    }

    /** The type's word; [name] is the Kotlin expression of the column's name. */
    fun type(type: ColumnType, name: String, collation: String? = null): String {
        val collate = named("collate", collation?.let(::literal))
        return when (type) {
            is IntegerType -> call(integer(type), name)
            is DecimalType -> call("decimal", name, "${type.precision()}", "${type.scale()}")
            is FloatType -> call(if (type.bits() == 32) "float" else "double", name)
            is BooleanType -> call("bool", name)
            is CharType -> call("char", name, "${type.length()}", collate)
            is VarcharType -> call("varchar", name, "${type.length()}", collate)
            is TextType ->
                when (type.size()) {
                    TextType.Size.MEDIUM -> call("mediumText", name, collate)
                    TextType.Size.LARGE -> call("largeText", name, collate)
                    else -> call("text", name, collate)
                }
            is BinaryType -> call("binary", name, type.length()?.toString())
            is BlobType -> call("blob", name)
            is UuidType -> call("uuid", name)
            is DateType -> call("date", name)
            is TimeType -> call("time", name)
            is TimestampType ->
                call(if (type.withTimeZone()) "timestampWithTimeZone" else "datetime", name)
            is JsonType -> call(if (type.binary()) "jsonb" else "json", name)
            is ArrayType -> array(type, name)
            is EnumType ->
                call(
                    "databaseEnum",
                    name,
                    literal(type.name().name()),
                    literals(type.labels()),
                    schema(type.name()),
                )
            is CustomType -> call("customType", name, literal(type.sql()))
        }
    }

    private fun integer(type: IntegerType): String {
        val word =
            when (type.bits()) {
                8 -> "byte"
                16 -> "short"
                32 -> if (type.unsigned()) "integer" else return "integer"
                else -> "long"
            }
        return if (type.unsigned()) "u$word" else word
    }

    /** Exposed knows arrays of what Kotlin has a class for. */
    private fun array(type: ArrayType, name: String): String {
        val element = type.element()
        val kotlin =
            when {
                element is IntegerType && element.bits() == 32 -> "Int"
                element is IntegerType && element.bits() == 64 -> "Long"
                element is TextType -> "String"
                element is BooleanType -> "Boolean"
                element is FloatType && element.bits() == 64 -> "Double"
                else -> return call("customType", name, literal(type.toString()))
            }
        return call("array<$kotlin>", name)
    }

    /** Exposed numbers columns of 32 and 64 bits alone. */
    private fun identity(identity: Identity, type: ColumnType): String =
        if (identity == Identity.standard() && type is IntegerType && type.bits() >= INT_BITS)
            ".autoIncrement()"
        else if (identity == Identity.ofSerial()) ".serial()"
        else
            call(
                ".identity",
                flag("always", identity.always()),
                named("start", identity.start().takeIf { it != 1L }?.let(::longText)),
                named("increment", identity.increment().takeIf { it != 1L }?.let(::longText)),
            )

    private fun default(default: DefaultValue, type: ColumnType): String =
        when (default) {
            is DefaultValue.Expression -> call(".defaultExpression", literal(default.sql()))
            is DefaultValue.Literal ->
                typed(default.value(), type)?.let { call(".default", it) }
                    ?: call(".defaultExpression", literal(sql(default)))
        }

    /** The value in the Kotlin type of the column; null where Kotlin has no literal of it. */
    private fun typed(value: Any, type: ColumnType): String? =
        when (type) {
            is IntegerType -> value.takeIf { it is Number }?.let { whole(it as Number, type) }
            is BooleanType -> value.takeIf { it is Boolean }?.toString()
            is DecimalType ->
                "$value"
                    .takeIf { value is Number && it.toBigDecimalOrNull() != null }
                    ?.let { "${literal(it)}.toBigDecimal()" }
            is FloatType -> value.takeIf { it is Number }?.let { floating(it as Number, type) }
            is CharType,
            is VarcharType,
            is TextType,
            is CustomType,
            is EnumType,
            is JsonType -> value.takeIf { it is String }?.let { literal(it as String) }
            else -> null
        }

    private const val INT_BITS = 32

    private fun references(key: ForeignKey): String =
        call(
            ".references",
            literal(key.referencedTable().name()),
            literal(key.referencedColumns().single()),
            *actions(key),
            named("name", key.name()?.let(::literal)),
            named("schema", key.referencedTable().schema()?.let(::literal)),
            named("enforced", "false").takeIf { !key.enforced() },
        )

    /** What a foreign key says besides its columns. */
    fun actions(key: ForeignKey): Array<String?> =
        arrayOf(
            named("onDelete", action(key.onDelete())),
            named("onUpdate", action(key.onUpdate())),
            *deferral(key.deferral()),
        )

    private fun action(action: ReferenceAction): String? =
        action.name.takeIf { action != ReferenceAction.NO_ACTION }
}
