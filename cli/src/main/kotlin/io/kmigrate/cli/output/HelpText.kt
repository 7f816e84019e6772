package io.kmigrate.cli.output

import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.output.AbstractHelpFormatter
import com.github.ajalt.clikt.output.HelpFormatter.ParameterHelp

/** Help in two columns, wrapped to [columns]. */
internal class HelpText(context: Context, private val columns: Int, private val paint: Paint) :
    AbstractHelpFormatter<String>(context) {
    override fun formatHelp(
        error: UsageError?,
        prolog: String,
        epilog: String,
        parameters: List<ParameterHelp>,
        programName: String,
    ): String =
        collectHelpParts(error, prolog, epilog, parameters, programName).joinToString("\n\n")

    override fun renderError(parameters: List<ParameterHelp>, error: UsageError): String =
        renderErrorString(parameters, error)

    override fun renderUsage(parameters: List<ParameterHelp>, programName: String): String =
        "${paint.strong("Usage:")} $programName ${renderUsageParametersString(parameters)}"
            .trimEnd()

    override fun renderProlog(prolog: String): String =
        prolog.trim().split("\n\n").joinToString("\n\n") { wrap(it, "  ") }

    /** Shown as written. */
    override fun renderEpilog(epilog: String): String = epilog

    /**
     * Commands and arguments first, the command's own options, then those that every command has.
     */
    override fun collectParameterSections(
        parameters: List<ParameterHelp>
    ): List<RenderedSection<String>> =
        renderCommands(parameters) +
            renderArguments(parameters) +
            renderOptions(parameters).asReversed()

    override fun renderParameters(parameters: List<ParameterHelp>): String =
        collectParameterSections(parameters).joinToString("\n\n") { "${it.title}\n${it.content}" }

    override fun renderOptionGroup(help: String?, parameters: List<ParameterHelp.Option>): String =
        buildParameterList(parameters.map(::renderOptionDefinition))

    override fun normalizeParameter(name: String): String = name.uppercase()

    override fun renderAttachedOptionValue(metavar: String): String = " $metavar"

    override fun styleSectionTitle(title: String): String = paint.strong(title)

    override fun renderDefinitionTerm(row: DefinitionRow): String = row.term

    override fun renderDefinitionDescription(row: DefinitionRow): String = row.description

    override fun buildParameterList(rows: List<DefinitionRow>): String {
        val width = minOf(rows.maxOfOrNull { it.term.length } ?: 0, MAX_TERM)
        return rows.joinToString("\n") { row ->
            val text = wrap(row.description, " ".repeat(width + GAP))
            val first = "  " + row.term.padEnd(width + 2)
            when {
                row.description.isEmpty() -> first.trimEnd()
                row.term.length > width -> first.trimEnd() + "\n" + text
                else -> first + text.drop(width + GAP)
            }
        }
    }

    private fun wrap(text: String, indent: String): String {
        val lines = mutableListOf(StringBuilder(indent))
        for (word in text.split(Regex("\\s+")).filter { it.isNotEmpty() }) {
            val line = lines.last()
            if (line.length > indent.length && line.length + word.length + 1 > columns) {
                lines += StringBuilder(indent).append(word)
            } else {
                if (line.length > indent.length) line.append(' ')
                line.append(word)
            }
        }
        return lines.joinToString("\n")
    }

    private companion object {
        const val MAX_TERM = 28
        const val GAP = 4
    }
}
