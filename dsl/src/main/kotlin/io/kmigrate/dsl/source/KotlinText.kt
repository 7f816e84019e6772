package io.kmigrate.dsl.source

import io.kmigrate.failure.VisibleText
import io.kmigrate.operation.ColumnPlace
import io.kmigrate.operation.SqlExpression
import io.kmigrate.schema.DefaultValue
import java.time.Instant

/** A string literal. */
internal fun literal(text: String): String =
    text.toCharArray().joinToString("", "\"", "\"") { char ->
        when (char) {
            '"',
            '\\',
            '$' -> "\\$char"
            '\n' -> "\\n"
            '\r' -> "\\r"
            '\t' -> "\\t"
            else ->
                if (isInvisible(char)) "\\u" + char.code.toString(16).padStart(4, '0')
                else char.toString()
        }
    }

internal fun literals(texts: List<String>): String = texts.joinToString(", ", transform = ::literal)

/** `listOf("a", "b")`. */
internal fun listText(texts: List<String>): String = "listOf(${literals(texts)})"

/**
 * SQL of several lines between three quotes, one line as a string literal. With dollars in it, as
 * functions of PostgreSQL have them, it begins with one more than any run of them: then they are
 * plain characters.
 */
internal fun sqlText(sql: String): String {
    if ('\n' !in sql || isAlteredByIndenting(sql)) {
        return literal(sql)
    }
    val dollars = DOLLARS.findAll(sql).maxOfOrNull { it.value.length } ?: 0
    val prefix = if (dollars == 0) "" else "$".repeat(dollars + 1)
    val indented = sql.lines().joinToString("\n") { if (it.isEmpty()) it else "    $it" }
    return "$prefix\"\"\"\n$indented\n    \"\"\""
}

private val DOLLARS = Regex("""\$+""")

private fun isAlteredByIndenting(sql: String): Boolean =
    "\"\"\"" in sql || sql.any { it != '\n' && it != '\t' && isInvisible(it) }

/** Who reviews a script must see what it says. */
private fun isInvisible(char: Char) = !char.isSurrogate() && !VisibleText.isVisible(char.code)

/** A default as SQL has it, where Kotlin has no value for it. */
internal fun sql(default: DefaultValue): String =
    if (default is DefaultValue.Literal && default.value() is Instant) "'${default.value()}'"
    else default.toString()

/**
 * A value that `ExposedValues` takes; what Kotlin has no literal for is text, as databases take it.
 */
internal fun value(value: Any?): String =
    when (value) {
        null -> "null"
        is Boolean -> value.toString()
        is Int -> if (value == Int.MIN_VALUE) "Int.MIN_VALUE" else "$value"
        is Long -> if (value == Long.MIN_VALUE) "Long.MIN_VALUE" else "${value}L"
        is Double -> doubleText(value)
        is Float -> floatText(value)
        is Number -> "${literal(value.toString())}.toBigDecimal()"
        is SqlExpression -> call("expression", sqlText(value.sql()))
        is ByteArray -> value.joinToString(", ", "byteArrayOf(", ")")
        else -> literal(value.toString())
    }

/** `mapOf("postgresql" to "…")`; null for nothing. */
internal fun optionsText(
    options: Map<String, String>,
    written: (String) -> String = ::literal,
): String? =
    options
        .map { (name, text) -> "${literal(name)} to ${written(text)}" }
        .joinToString(", ", "mapOf(", ")")
        .takeIf { options.isNotEmpty() }

/** `name(a, b, c = d)` from what is given; an argument of null is at its default and left out. */
internal fun call(name: String, vararg arguments: String?): String =
    arguments.filterNotNull().joinToString(", ", "$name(", ")")

/** `name = text`, unless [text] is null. */
internal fun named(name: String, text: String?): String? = text?.let { "$name = $it" }

/** `name = true`, unless [isSet] is false. */
internal fun flag(name: String, isSet: Boolean): String? = if (isSet) "$name = true" else null

/** `first = true` or `after = "name"`; nothing where the column is at the end, or stays. */
internal fun place(place: ColumnPlace?): Array<String?> =
    arrayOf(
        flag("first", place == ColumnPlace.FIRST),
        named("after", place?.after()?.let(::literal)),
    )
