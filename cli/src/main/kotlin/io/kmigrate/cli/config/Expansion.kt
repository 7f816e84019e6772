package io.kmigrate.cli.config

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/**
 * Replaces `${VAR}` and `${VAR:-default}` by what the environment says; `$${` stands for a plain
 * `${`.
 */
internal class Expansion(private val variables: (String) -> String?) {
    /**
     * @throws ConfigException naming each variable that is missing, and the file that asks for it
     */
    fun expand(text: String, setting: Setting): String {
        val missing = LinkedHashSet<String>()
        val result = expand(text, missing)
        if (missing.isNotEmpty()) {
            throw ConfigException(missing.map { missing(it, setting) })
        }
        return result
    }

    private fun expand(text: String, missing: MutableSet<String>): String =
        REFERENCE.replace(text) { match ->
            val name = match.groupValues[1]
            val fallback = match.groups[2]?.value
            val value = if (name.isEmpty()) null else variables(name)
            when {
                name.isEmpty() -> "\${"
                fallback != null -> value?.takeIf { it.isNotEmpty() } ?: expand(fallback, missing)
                value == null -> "".also { missing += name }
                else -> value
            }
        }

    private fun missing(name: String, setting: Setting) =
        Problem(
            ErrorCode.MISSING_VARIABLE,
            "${setting.origin} needs the environment variable $name, which is not set",
            setting.location,
            "set $name, or write a default: \${$name:-…}",
        )

    private companion object {
        val REFERENCE = Regex("""\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}""")
    }
}
