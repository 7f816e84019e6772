package io.kmigrate.dsl.source

import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.IntegerType
import java.math.BigDecimal
import java.math.BigInteger

/*
 * Numbers as Kotlin writes them. The smallest Int and Long have no literal, as a literal has no
 * sign, and neither have infinities.
 */

/** For a parameter of type Long. */
internal fun longText(value: Long): String =
    if (value == Long.MIN_VALUE) "Long.MIN_VALUE" else "$value"

internal fun doubleText(value: Double): String =
    when {
        value.isNaN() -> "Double.NaN"
        value.isInfinite() ->
            if (value > 0) "Double.POSITIVE_INFINITY" else "Double.NEGATIVE_INFINITY"
        else -> "$value"
    }

internal fun floatText(value: Float): String =
    when {
        value.isNaN() -> "Float.NaN"
        value.isInfinite() ->
            if (value > 0) "Float.POSITIVE_INFINITY" else "Float.NEGATIVE_INFINITY"
        else -> "${value}f"
    }

/** The number in the Kotlin type of the column; null where that type does not hold it. */
internal fun whole(value: Number, type: IntegerType): String? {
    val number = exact(value) ?: return null
    val bits = if (type.unsigned()) type.bits() else type.bits() - 1
    val end = BigInteger.TWO.pow(bits)
    val least = if (type.unsigned()) BigInteger.ZERO else end.negate()
    if (number < least || number >= end) return null
    return when {
        type.unsigned() -> if (type.bits() == 64) "${number}uL" else "${number}u"
        type.bits() == 64 -> value(number.toLong())
        type.bits() == 32 -> value(number.toInt())
        else -> "$number"
    }
}

private fun exact(value: Number): BigInteger? =
    try {
        BigDecimal("$value").toBigIntegerExact()
    } catch (_: ArithmeticException) {
        null
    } catch (_: NumberFormatException) {
        null
    }

/** As above. */
internal fun floating(value: Number, type: FloatType): String? {
    val isOwn = value is Double || value is Float
    return if (type.bits() == 32) {
        value.toFloat().takeIf { isOwn || it.isFinite() }?.let(::floatText)
    } else {
        value.toDouble().takeIf { isOwn || it.isFinite() }?.let(::doubleText)
    }
}
