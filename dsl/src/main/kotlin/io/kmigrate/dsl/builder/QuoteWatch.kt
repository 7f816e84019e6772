package io.kmigrate.dsl.builder

import java.io.FilterReader
import java.io.Reader

/**
 * Follows the quotes of comma-separated values while they are read: a parser takes one that is not
 * closed for a field up to the end of the file.
 */
internal class QuoteWatch(text: Reader, private val separator: Char) : FilterReader(text) {
    private enum class State {
        START,
        PLAIN,
        QUOTED,
        AFTER_QUOTE,
    }

    private var state = State.START
    private var line = 1L
    private var openedAt = 0L

    /** The line of the quote that is open, where all was read. */
    fun openLine(): Long? = openedAt.takeIf { state == State.QUOTED }

    override fun read(): Int = super.read().also { if (it >= 0) see(it.toChar()) }

    override fun read(buffer: CharArray, from: Int, length: Int): Int {
        val count = super.read(buffer, from, length)
        for (place in from until from + count) see(buffer[place])
        return count
    }

    private fun see(next: Char) {
        if (next == '\n') line++
        val isEnd = next == separator || next == '\n' || next == '\r'
        state =
            when {
                state == State.QUOTED -> if (next == '"') State.AFTER_QUOTE else State.QUOTED
                isEnd -> State.START
                next == '"' && state != State.PLAIN -> opened()
                else -> State.PLAIN
            }
    }

    private fun opened(): State {
        // A doubled quote goes on with the same field.
        if (state == State.START) openedAt = line
        return State.QUOTED
    }
}
