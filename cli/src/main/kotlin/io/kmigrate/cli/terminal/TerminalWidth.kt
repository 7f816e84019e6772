package io.kmigrate.cli.terminal

import java.io.File
import java.io.IOException
import java.util.concurrent.TimeUnit

/**
 * How many columns the terminal has. A window may change its size, so a terminal is asked again,
 * but not more often than a person can pull at a window.
 *
 * @param known null when there is no terminal, or it does not tell
 * @property ask null when the terminal does not tell
 */
internal class TerminalWidth(known: Int?, private val ask: () -> Int? = { null }) {
    private var last = known
    private var asked = System.nanoTime()

    /** Null when there is no terminal, or it does not tell. */
    @Synchronized
    fun columns(): Int? {
        val now = System.nanoTime()
        if (last != null && now - asked > PAUSE_NANOS) {
            last = ask() ?: last
            asked = now
        }
        return last
    }

    companion object {
        private val PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500)
        private const val PATIENCE_SECONDS = 1L

        /** Java cannot ask a terminal: the launcher does so at the start, `stty` later. */
        fun ofProcess(): TerminalWidth =
            TerminalWidth(positive(System.getProperty("kmigrate.columns", ""))) { askTerminal() }

        private fun askTerminal(): Int? =
            try {
                val stty = ProcessBuilder("stty", "size").redirectInput(File("/dev/tty")).start()
                val size = stty.inputStream.bufferedReader().readText()
                stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                positive(size.trim().substringAfter(' '))
            } catch (_: IOException) {
                null
            }

        /** Some terminals answer 0. */
        private fun positive(text: String): Int? = text.toIntOrNull()?.takeIf { it > 0 }
    }
}
