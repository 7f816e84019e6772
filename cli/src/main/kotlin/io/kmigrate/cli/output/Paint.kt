package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText

/**
 * Colours, where they are wanted. Only [shown] makes text fit for a terminal: it knows our colours
 * by a number that nobody else knows, and shows all other control characters as what they are.
 */
internal class Paint(val isEnabled: Boolean) {
    fun strong(text: String): String = paint("1", text)

    fun faint(text: String): String = paint("2", text)

    fun bad(text: String): String = paint("1;31", text)

    fun good(text: String): String = paint("32", text)

    fun warning(text: String): String = paint("33", text)

    fun name(text: String): String = paint("36", text)

    private fun paint(code: String, text: String): String =
        if (isEnabled && text.isNotEmpty()) "$BEGIN$code$END$text${BEGIN}0$END" else text

    companion object {
        private const val BEGIN = "\u001b["

        /** Scripts and databases were written before it was known. */
        private val END = ";${System.nanoTime()}m"

        /** [text] as it may be printed: in our colours, without control characters of others. */
        fun shown(text: String): String =
            text.split(END).let { parts ->
                parts.dropLast(1).joinToString("", transform = ::coloured) +
                    VisibleText.lines(parts.last())
            }

        /** Text before a mark of ours, which stands behind it without its end. */
        private fun coloured(part: String): String {
            val mark = part.lastIndexOf(BEGIN)
            return VisibleText.lines(part.take(mark)) + part.drop(mark) + "m"
        }

        /** As https://no-color.org asks: any value but the empty one turns colours off. */
        fun of(isTerminal: Boolean, variables: Map<String, String>): Paint =
            Paint(
                isTerminal && variables["NO_COLOR"].isNullOrEmpty() && variables["TERM"] != "dumb"
            )
    }
}
