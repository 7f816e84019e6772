package io.kmigrate.examples

import org.yaml.snakeyaml.LoaderOptions
import org.yaml.snakeyaml.Yaml
import org.yaml.snakeyaml.constructor.SafeConstructor

/** The `migrate` commands of snippets whose output the page does not show. */
internal object Snippets {
    private val CONTINUED = Regex("\\s*\\\\\n\\s*")
    private val COMMAND = Regex("(\\./)?migrate ")
    private val STEP = Regex("\\bsh '(migrate [^'\n]*)'")
    private val INSTRUCTION = Regex("([A-Z]+)\\s+(.*)")

    /** @param language of the block, as Markdown names it */
    fun commands(language: String, text: String): List<String> =
        when (language) {
            "yaml" -> documents(text).flatMap(::ofValue)
            "dockerfile" -> ofImage(text)
            "groovy" -> STEP.findAll(text).map { it.groupValues[1] }.toList()
            "bash" -> text.lines().filter { COMMAND.matchesAt(it, 0) }
            else -> emptyList()
        }

    /** Several documents may be in one block; each is parsed. */
    fun documents(yaml: String): List<Any?> =
        Yaml(SafeConstructor(LoaderOptions())).loadAll(yaml).toList()

    private fun ofValue(value: Any?): List<String> =
        when (value) {
            is Map<*, *> -> value.values.flatMap(::ofValue)
            is List<*> ->
                if (value.firstOrNull() == "migrate")
                    listOf(value.joinToString(" ") { quoted("$it") })
                else value.flatMap(::ofValue)
            is String -> value.lines().map { it.trim() }.filter { it.startsWith("migrate ") }
            else -> emptyList()
        }

    /** `RUN` lines, and what the image runs. */
    private fun ofImage(text: String): List<String> {
        val instructions =
            text.replace(CONTINUED, " ").lines().mapNotNull {
                INSTRUCTION.matchEntire(it.trim())?.destructured?.toList()
            }
        val built = instructions.filter { it[0] == "RUN" && it[1].startsWith("migrate ") }
        val started =
            listOf("ENTRYPOINT", "CMD").flatMap { name ->
                instructions
                    .lastOrNull { it[0] == name }
                    ?.let { documents(it[1]).single() as List<*> } ?: emptyList()
            }
        return built.map { it[1] } + ofValue(started)
    }

    private fun quoted(word: String): String =
        if (word.all { it.isLetterOrDigit() || it in "-_./:=@+" }) word else "'$word'"
}
