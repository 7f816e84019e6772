package io.kmigrate.dsl.builder

/**
 * A name, or a text with `*` for any signs and `?` for one. Case counts. One with a dot is about
 * the schema too.
 */
internal class NamePattern(private val text: String) {
    private val expression =
        text
            .map {
                when (it) {
                    '*' -> ".*"
                    '?' -> "."
                    else -> Regex.escape("$it")
                }
            }
            .joinToString("")
            .toRegex()
    private val namesSchema = '.' in text

    /** The schema or name itself; null for a pattern of several. */
    val literal: String?
        get() = text.takeIf { '*' !in it && '?' !in it }

    fun matches(name: String): Boolean = expression.matches(name)

    /** [schemas] are the names that the schema goes by. */
    fun matches(schemas: Set<String>, name: String): Boolean =
        if (namesSchema) schemas.any { matches("$it.$name") } else matches(name)
}
