package io.kmigrate.cli.output

import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.output.HelpFormatter
import com.github.ajalt.clikt.output.HelpFormatter.ParameterHelp
import io.kmigrate.cli.terminal.Wrapping

/** The help of one command as a section of a manual page: what `man` reads, which is troff. */
internal class ManText : HelpFormatter {
    override fun formatHelp(
        error: UsageError?,
        prolog: String,
        epilog: String,
        parameters: List<ParameterHelp>,
        programName: String,
    ): String {
        val isRoot = ' ' !in programName
        val options = parameters.filterIsInstance<ParameterHelp.Option>()
        val shown = if (isRoot) options else options.filter { it.groupName == null }
        return (listOfNotNull(if (isRoot) null else ".SS ${text(programName)}") +
                paragraphs(prolog) +
                parameters.filterIsInstance<ParameterHelp.Argument>().flatMap(::argument) +
                shown.filterNot { !isRoot && "--help" in it.names }.flatMap(::option) +
                examples(epilog))
            .joinToString("\n")
    }

    /** Behind a title, the first is one by itself. */
    private fun paragraphs(prolog: String): List<String> =
        prolog
            .trim()
            .split(PARAGRAPH)
            .filter { it.isNotBlank() }
            .flatMap { listOf(".PP") + lines(it) }
            .drop(1)

    private fun argument(argument: ParameterHelp.Argument): List<String> =
        definition(italic(argument.name.uppercase()), argument.help)

    private fun option(option: ParameterHelp.Option): List<String> {
        val names = (option.names + option.secondaryNames).sortedBy { it.startsWith("--") }
        val value = option.metavar?.let { " " + italic(it.uppercase()) }.orEmpty()
        return definition(names.joinToString(", ") { bold(it) + value }, option.help)
    }

    private fun definition(term: String, help: String): List<String> =
        listOf(".TP", term) + lines(help)

    /** Short ones, as tools for such pages want them; the reader fills the lines again. */
    private fun lines(help: String): List<String> =
        Wrapping(LINE).wrap(help.replace(SPACES, " ").trim(), 0, 0).lines().map(::text)

    /** Lines as they are, under their title. */
    private fun examples(epilog: String): List<String> =
        epilog
            .trim()
            .split(PARAGRAPH)
            .filter { it.isNotBlank() }
            .flatMap { paragraph ->
                listOf(".PP", ".nf") + paragraph.lines().map(::text) + ".fi"
            }

    companion object {
        private val PARAGRAPH = Regex("\n\\s*\n")
        private const val LINE = 72
        private val NOT_ASCII = Regex("[^\\x00-\\x7F]")
        private val SPACES = Regex("\\s+")

        /** A line of text: nothing in it is a request of troff, and hyphens can be copied. */
        fun text(line: String): String {
            val escaped =
                line.trimEnd().replace("\\", "\\e").replace("-", "\\-").replace(NOT_ASCII) {
                    "\\[u%04X]".format(it.value.codePointAt(0))
                }
            return if (escaped.startsWith('.') || escaped.startsWith('\'')) "\\&$escaped"
            else escaped
        }

        fun bold(word: String): String = "\\fB${text(word)}\\fR"

        fun italic(word: String): String = "\\fI${text(word)}\\fR"
    }
}
