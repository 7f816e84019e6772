package io.kmigrate.cli.config

import io.kmigrate.cli.KnownSecrets
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.SecretName

/**
 * Replaces `${VAR}` and `${VAR:-default}` by what the environment says; `$${` stands for a plain
 * `${`.
 */
internal class Expansion(
    private val secrets: KnownSecrets,
    private val variables: (String) -> String?,
) {
    /**
     * @throws MigrationException naming each variable that is missing, and the file that asks for
     *   it
     */
    fun expand(text: String, setting: Setting): String {
        val missing = LinkedHashSet<String>()
        val result = expand(text, missing)
        if (missing.isNotEmpty()) {
            throw MigrationException(
                missing.map {
                    ConfigurationMessages.missingVariable(it, setting.origin, setting.location)
                },
                null,
            )
        }
        return result
    }

    /** Behind the last brace there is no reference, and looking for its end would take ages. */
    private fun expand(text: String, missing: MutableSet<String>): String {
        val end = text.lastIndexOf('}') + 1
        return replaced(text.substring(0, end), missing) +
            text.substring(end).replace("\$\${", "\${")
    }

    private fun replaced(text: String, missing: MutableSet<String>): String =
        REFERENCE.replace(text) { match ->
            val name = match.groupValues[1]
            val fallback = match.groups[2]?.value
            val value = if (name.isEmpty()) null else variables(name)
            if (SecretName.isSecretVariable(name)) {
                secrets.add(value)
            }
            when {
                name.isEmpty() -> "\${"
                fallback != null -> value?.takeIf { it.isNotEmpty() } ?: expand(fallback, missing)
                value == null -> "".also { missing += name }
                else -> value
            }
        }

    private companion object {
        val REFERENCE = Regex("""\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}""")
    }
}
