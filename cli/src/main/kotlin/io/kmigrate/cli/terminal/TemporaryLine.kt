package io.kmigrate.cli.terminal

import java.io.OutputStream
import java.io.PrintStream

/**
 * The last line on a terminal, as long as it may change. It never wraps, and it is erased before
 * anything else is printed: all that prints does so through [guard].
 *
 * @property terminal what the line alone is written to
 * @property width of the terminal now
 */
internal class TemporaryLine(private val terminal: PrintStream, private val width: () -> Int) {
    private var shown = ""

    /** Whether the cursor stands behind the line. */
    val isShown: Boolean
        @Synchronized get() = shown.isNotEmpty()

    /**
     * In place of the line that was shown before.
     *
     * @param finish what is done to the line once it fits
     */
    @Synchronized
    fun show(line: String, finish: (String) -> String = { it }) {
        val cut = finish(line.cutToColumns(width() - RESERVED))
        if (cut == shown) {
            return
        }
        erase()
        terminal.print(cut)
        terminal.flush()
        shown = cut
    }

    @Synchronized
    fun erase() {
        if (shown.isEmpty()) {
            return
        }
        // A window that has become narrower has broken the line into several.
        val rows = (shown.columns - 1) / maxOf(1, width())
        terminal.print("\r\u001b[K" + "\u001b[A\u001b[K".repeat(rows))
        terminal.flush()
        shown = ""
    }

    /** The same stream, which erases the line before it writes. */
    fun guard(stream: OutputStream): OutputStream = Guard(stream)

    private inner class Guard(private val stream: OutputStream) : OutputStream() {
        override fun write(byte: Int) =
            synchronized(this@TemporaryLine) {
                erase()
                stream.write(byte)
            }

        override fun write(bytes: ByteArray, offset: Int, length: Int) =
            synchronized(this@TemporaryLine) {
                erase()
                stream.write(bytes, offset, length)
            }

        override fun flush() = stream.flush()

        override fun close() = stream.close()
    }

    private companion object {
        /** For the `^C` that a terminal shows where the cursor stands, and the cursor itself. */
        const val RESERVED = 3
    }
}
