package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText

/** Writes HTML. Every text and every value of an attribute is escaped here, and nowhere else. */
internal class HtmlWriter {
    private val out = StringBuilder()

    /** An attribute without a value is left out. */
    fun element(
        name: String,
        vararg attributes: Pair<String, Any?>,
        content: HtmlWriter.() -> Unit = {},
    ) {
        out.append('<').append(name)
        attributes.forEach { (attribute, value) ->
            if (value != null) {
                out.append(' ').append(attribute).append("=\"")
                escape(VisibleText.lines("$value"))
                out.append('"')
            }
        }
        if (name in EMPTY) {
            out.append(" />")
            return
        }
        out.append('>')
        content()
        out.append("</").append(name).append('>')
    }

    /** An element that holds nothing but text. */
    fun element(name: String, text: String, vararg attributes: Pair<String, Any?>) =
        element(name, *attributes) { text(text) }

    /** Text of others. */
    fun text(text: String) = escape(VisibleText.lines(text))

    /** A name, which may be written from right to left, and does not change the text around it. */
    fun name(name: String) = element("bdi", VisibleText.line(name))

    fun lineBreak() {
        out.append('\n')
    }

    /** A part of ours, as it is. */
    fun ours(part: String) {
        out.append(part)
    }

    private fun escape(text: String) {
        for (character in text) {
            when (character) {
                '&' -> out.append("&amp;")
                '<' -> out.append("&lt;")
                '>' -> out.append("&gt;")
                '"' -> out.append("&quot;")
                '\'' -> out.append("&#39;")
                else -> out.append(character)
            }
        }
    }

    override fun toString(): String = out.toString()

    private companion object {
        val EMPTY = setOf("meta", "input")
    }
}
