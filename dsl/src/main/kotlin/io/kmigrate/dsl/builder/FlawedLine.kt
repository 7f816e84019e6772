package io.kmigrate.dsl.builder

import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.Charset

/** Where bytes are no text in an encoding. */
internal object FlawedLine {
    private const val PIECE = 1 shl 13

    /** The line of the first such bytes, 1-based; the last line where the text ends too soon. */
    fun of(bytes: InputStream, encoding: Charset): Int {
        val decoder = encoding.newDecoder()
        val raw = ByteBuffer.allocate(PIECE)
        val text = CharBuffer.allocate(PIECE * 2)
        var line = 1
        while (true) {
            val read = bytes.read(raw.array(), raw.position(), raw.remaining())
            raw.position(raw.position() + maxOf(read, 0)).flip()
            val result = decoder.decode(raw, text, read < 0)
            line += text.flip().count { it == '\n' }
            if (result.isError || read < 0) return line
            text.clear()
            raw.compact()
        }
    }
}
