package io.kmigrate.cli.output

import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.output.AbstractHelpFormatter
import com.github.ajalt.clikt.output.HelpFormatter.ParameterHelp
import io.kmigrate.cli.terminal.Wrapping
import io.kmigrate.cli.terminal.columns

/**
 * Help in two columns, wrapped to [columns].
 *
 * @param groups titles of commands that belong together, with the names of these
 */
internal class HelpText(
    context: Context,
    private val columns: Int,
    private val paint: Paint,
    private val groups: Map<String, List<String>>,
) : AbstractHelpFormatter<String>(context) {
    private val wrapping = Wrapping(columns)

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
        paint.strong(USAGE) +
            wrap(
                " $programName ${renderUsageParametersString(parameters)}".trimEnd(),
                USAGE.length,
            )

    override fun renderProlog(prolog: String): String =
        prolog.trim().split("\n\n").joinToString("\n\n") { "  " + wrap(it, 2) }

    /** Shown as written where the terminal has room for it. */
    override fun renderEpilog(epilog: String): String =
        epilog.split("\n\n").joinToString("\n\n") { paragraph ->
            if (paragraph.lines().all { it.columns <= columns }) paragraph
            else
                HelpParagraph(paragraph).render({ wrap(it, 0) }) { rows ->
                    table(rows.map { DefinitionRow(it.term, it.meaning) }, columns / 2)
                }
        }

    /** By purpose, in columns that all groups share. */
    override fun renderCommands(parameters: List<ParameterHelp>): List<RenderedSection<String>> {
        val commands = parameters.filterIsInstance<ParameterHelp.Subcommand>()
        val width = commands.maxOfOrNull { it.name.length } ?: 0
        return groups.mapNotNull { (title, names) ->
            val rows = names.mapNotNull { name ->
                commands.find { it.name == name }?.let { DefinitionRow(name, it.help) }
            }
            if (rows.isEmpty()) null
            else RenderedSection(styleSectionTitle(title), table(rows, width, width))
        }
    }

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

    override fun buildParameterList(rows: List<DefinitionRow>): String =
        table(rows, minOf(MAX_TERM, columns / 3))

    /** @param least so wide is the first column, whatever is in it */
    private fun table(rows: List<DefinitionRow>, most: Int, least: Int = 0): String {
        val width = maxOf(least, minOf(rows.maxOfOrNull { it.term.length } ?: 0, most))
        return rows.joinToString("\n") { row ->
            val text = wrap(row.description, width + GAP)
            val first = "  " + row.term.padEnd(width + 2)
            when {
                row.description.isEmpty() -> first.trimEnd()
                row.term.length > width -> first.trimEnd() + "\n" + " ".repeat(width + GAP) + text
                else -> first + text
            }
        }
    }

    private fun wrap(text: String, indent: Int): String =
        wrapping.wrap(text.replace(SPACES, " "), indent, indent)

    private companion object {
        const val MAX_TERM = 28
        const val GAP = 4
        const val USAGE = "Usage:"
        val SPACES = Regex("\\s+")
    }
}
