package io.kmigrate.cli.output

/** Colours, where they are wanted. */
internal class Paint(val isEnabled: Boolean) {
    fun strong(text: String): String = paint("1", text)

    fun faint(text: String): String = paint("2", text)

    fun bad(text: String): String = paint("1;31", text)

    fun good(text: String): String = paint("32", text)

    fun warning(text: String): String = paint("33", text)

    fun name(text: String): String = paint("36", text)

    private fun paint(code: String, text: String): String =
        if (isEnabled && text.isNotEmpty()) "\u001b[${code}m$text\u001b[0m" else text

    companion object {
        /** As https://no-color.org asks: any value but the empty one turns colours off. */
        fun of(isTerminal: Boolean, variables: Map<String, String>): Paint =
            Paint(
                isTerminal && variables["NO_COLOR"].isNullOrEmpty() && variables["TERM"] != "dumb"
            )
    }
}
