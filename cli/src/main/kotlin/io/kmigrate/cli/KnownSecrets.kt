package io.kmigrate.cli

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.failure.Problem
import io.kmigrate.failure.SecretName
import io.kmigrate.failure.SecretText
import io.kmigrate.failure.Secrets

/**
 * The secrets that this process has come to know: from its variables, its arguments and its
 * settings. Everything that is printed goes through here.
 */
internal class KnownSecrets(variables: Map<String, String>) {
    @Volatile private var known: Secrets? = null
    private val ofVariables by lazy {
        val values = variables.filter { isProjects(it.key, it.value) }.values
        Secrets.of(values)
    }

    private val all: Secrets
        get() = known ?: ofVariables

    /** What the history must not hold either. */
    val values: Set<String>
        get() = all.values()

    fun add(vararg secrets: String?) = add(secrets.filterNotNull())

    @Synchronized
    fun add(secrets: Collection<String>) {
        known = all.and(secrets)
    }

    /** Before anything else is done with them: a message about wrong usage repeats arguments. */
    fun addArguments(arguments: List<String>) {
        for (argument in arguments) {
            val name = argument.substringBefore('=', "")
            val value = argument.substringAfter('=')
            if (name.isNotEmpty() && SecretName.isSecret(name)) {
                add(value)
            }
            val url = if (name.isEmpty() || '/' in name || ':' in name) argument else value
            if (isUrl(url)) {
                add(DatabaseUrl.secrets(url))
            }
        }
    }

    /** A range of targets has colons and at signs, too: `aaaa:right@head`. */
    private fun isUrl(text: String): Boolean =
        ':' in text &&
            ('=' in text || '@' in text && ('/' in text || text.startsWith("jdbc:", true)))

    /** A message: short secrets go, too. */
    fun hidden(text: String): String = all.hidden(text)

    fun hidden(problem: Problem): Problem = all.hidden(problem)

    /** Data for people. */
    fun shown(text: String): String = SecretText.withoutPasswords(exact(text))

    /** Data for programs: only what can hardly be anything else goes. */
    fun exact(text: String): String = all.hiddenInData(text)

    /**
     * A machine has many variables with such names, and nobody said that this one is used: a plain
     * word is more likely to be something else.
     */
    private fun isProjects(name: String, value: String): Boolean =
        value.length >= SHORTEST &&
            !value.all { it.isLowerCase() } &&
            '/' != value[0] &&
            HINTS.any { name.contains(it, ignoreCase = true) } &&
            SecretName.isSecretVariable(name)

    private companion object {
        const val SHORTEST = 6

        /** Looked for first, because the whole look costs more, and every start has variables. */
        val HINTS = listOf("pass", "pw", "secret", "token", "key", "credential")
    }
}
