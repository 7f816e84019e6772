package io.kmigrate.dsl.builder

import io.kmigrate.operation.CsvLines
import java.io.IOException
import java.io.InputStream
import java.io.UncheckedIOException
import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.StandardCharsets

/**
 * Rows of a file that nearly is the text that a database reads: UTF-8, commas between at least two
 * fields, quotes around whole fields only. The bytes are passed on, and only the ends of rows are
 * found; quotes that are not needed are left out. It does not decide what other text means: the
 * file is [Odd] then, and is for the parser.
 *
 * [refuse] hears of a row with another number of fields than [columns], by its line.
 */
internal class PlainCsv(
    private val bytes: InputStream,
    private val columns: Int,
    private val nullText: String,
    private val refuse: (line: Long, fields: Int) -> Nothing,
) : Iterator<CsvLines>, AutoCloseable {
    private val nothing = nullText.toByteArray()
    private var raw = ByteArray(PIECE)
    private var begin = 0
    private var limit = 0
    private var isAtEnd = false
    private var isAtStart = true
    private var hasReturns = false
    private var line = 1L
    private var isHeaderRead = false
    private var part: CsvLines? = null

    /** Where the first byte of [raw] stands in the file, as long as every byte of it is kept. */
    private var place = 0L

    /** Of the part that was read last. */
    private var isAsWritten = false
    private var partPlace = 0L

    /** Of the row that is looked at. */
    private var fields = 0
    private var breaks = 0
    private var hasOtherThanAscii = false

    private var lines = LongArray(PIECE / 32)
    private var ends = IntArray(PIECE / 32)
    private var rows = 0

    /** What is ready of the part, up to the byte [copied] of [raw]. */
    private var out = ByteArray(PIECE)
    private var written = 0
    private var copied = 0

    class Odd : RuntimeException(null, null, false, false)

    override fun hasNext(): Boolean {
        try {
            while (part == null && !(isAtEnd && begin == limit)) read()
        } catch (failure: IOException) {
            throw UncheckedIOException(failure)
        }
        return part != null
    }

    override fun next(): CsvLines {
        if (!hasNext()) throw NoSuchElementException()
        return part!!.also { part = null }
    }

    override fun close() = bytes.close()

    /**
     * Where the part that was given last stands in the file; negative if it is not the same there.
     */
    fun placeOfLast(): Long = if (isAsWritten) partPlace else -1

    private fun read() {
        fill()
        rows = 0
        written = 0
        copied = begin
        hasOtherThanAscii = false
        val start = begin
        isAsWritten = !hasReturns
        var isWhole = true
        while (isWhole && begin < limit) isWhole = row()
        if (hasOtherThanAscii) check(start)
        if (begin == start && limit >= raw.size - 1) grow()
        if (rows == 0) return
        if (hasReturns || written > 0) isAsWritten = false
        partPlace = place + copied
        val text =
            if (isAsWritten) raw.copyOfRange(copied, begin)
            else {
                copyTo(begin)
                out.copyOf(written)
            }
        part = CsvLines(text, ends.copyOf(rows), lines.copyOf(rows))
    }

    private fun grow() {
        if (raw.size >= LARGEST) throw Odd()
        raw = raw.copyOf(raw.size * 2)
    }

    /** What was not a whole row is looked at again, with more behind it. */
    private fun fill() {
        System.arraycopy(raw, begin, raw, 0, limit - begin)
        limit -= begin
        place += begin
        begin = 0
        // One place is for the line end that may be missing.
        while (!isAtEnd && limit < raw.size - 1) {
            val read = bytes.read(raw, limit, raw.size - 1 - limit)
            if (read < 0) isAtEnd = true
            else limit = if (hasReturns) withoutReturns(limit, limit + read) else limit + read
        }
        if (isAtEnd && limit > 0 && raw[limit - 1] != LF) raw[limit++] = LF
        if (isAtStart && limit >= MARK.size && MARK.indices.all { raw[it] == MARK[it] })
            begin = MARK.size
        isAtStart = false
    }

    /** Takes the carriage returns of line ends out, and gives the new end. */
    private fun withoutReturns(from: Int, to: Int): Int {
        var kept = from
        var at = from
        while (at < to) {
            val byte = raw[at++]
            if (byte != CR) raw[kept++] = byte
            else if (at < to && raw[at] != LF) throw Odd()
            else if (at == to) {
                if (bytes.read() != LF.toInt()) throw Odd()
                raw[kept++] = LF
            }
        }
        return kept
    }

    /** From the first carriage return on, they are looked for as the file is read. */
    private fun dropReturns(at: Int) {
        if (hasReturns) throw Odd()
        hasReturns = true
        limit = withoutReturns(at, limit)
    }

    private fun row(): Boolean {
        if (raw[begin] == CR) dropReturns(begin)
        if (raw[begin] == LF) {
            copyTo(begin++)
            copied = begin
            isAsWritten = false
            line++
            return true
        }
        val writtenBefore = written
        val copiedBefore = copied
        val end = endOfRow()
        if (end < 0) {
            written = writtenBefore
            copied = copiedBefore
            return false
        }
        if (isHeaderRead) {
            if (fields != columns) refuse(line, fields)
            if (rows == ends.size) {
                ends = ends.copyOf(rows * 2)
                lines = lines.copyOf(rows * 2)
            }
            ends[rows] = written + end - copied
            lines[rows++] = line
        } else {
            isHeaderRead = true
            isAsWritten = !hasReturns
            written = writtenBefore
            copied = end
        }
        line += breaks + 1
        begin = end
        return true
    }

    /** Behind the line break; negative where it is not there yet. */
    private fun endOfRow(): Int {
        fields = 0
        breaks = 0
        var at = begin
        while (true) {
            fields++
            val end = if (raw[at] == QUOTE) quoted(at) else unquoted(at)
            if (end < 0) return -1
            if (raw[end] == LF) return end + 1
            at = end + 1
            if (at == limit) return -1
        }
    }

    /** The end of a field; negative where it is not there yet. */
    private fun unquoted(from: Int): Int {
        val raw = raw
        var limit = limit
        var at = from
        while (at < limit) {
            val byte = raw[at]
            if (byte > COMMA || byte == SPACE) at++
            else if (byte == COMMA || byte == LF) break
            else if (byte == CR) {
                dropReturns(at)
                limit = this.limit
            } else {
                look(byte)
                at++
            }
        }
        if (at == limit) return -1
        if (nothing.isNotEmpty()) {
            if (at == from) replace(from, at, EMPTY)
            else if (isNothing(from, at)) replace(from, at, NONE)
        }
        return at
    }

    private fun look(byte: Byte) {
        if (byte == QUOTE) throw Odd()
        if (byte < 0) hasOtherThanAscii = true
    }

    private fun quoted(from: Int): Int {
        val raw = raw
        // A quote is looked at with the byte behind it.
        var last = limit - 1
        var needsQuotes = false
        var at = from + 1
        while (at < last) {
            val byte = raw[at]
            if (byte > COMMA || byte == SPACE) at++
            else if (byte == QUOTE) {
                if (raw[at + 1] != QUOTE) break
                needsQuotes = true
                at += 2
            } else if (byte == CR) {
                dropReturns(at)
                last = limit - 1
            } else {
                needsQuotes = needsQuotes || byte == LF || byte == COMMA
                if (byte == LF) breaks++
                look(byte)
                at++
            }
        }
        return if (at < last) closed(from, at, needsQuotes) else if (isAtEnd) throw Odd() else -1
    }

    private fun closed(from: Int, quote: Int, needsQuotes: Boolean): Int {
        val end = quote + 1
        if (raw[end] == CR) dropReturns(end)
        if (raw[end] != COMMA && raw[end] != LF) throw Odd()
        if (isNothing(from + 1, quote)) replace(from, end, NONE)
        else if (!needsQuotes && end > from + 2) {
            copyTo(from)
            copied = from + 1
            copyTo(quote)
            copied = end
            isAsWritten = false
        }
        return end
    }

    private fun isNothing(from: Int, to: Int): Boolean {
        if (to - from != nothing.size) return false
        for (place in nothing.indices) if (raw[from + place] != nothing[place]) return false
        return true
    }

    private fun replace(from: Int, to: Int, text: ByteArray) {
        copyTo(from)
        isAsWritten = false
        room(text.size)
        System.arraycopy(text, 0, out, written, text.size)
        written += text.size
        copied = to
    }

    private fun copyTo(end: Int) {
        val size = end - copied
        if (size <= 0) return
        room(size)
        System.arraycopy(raw, copied, out, written, size)
        written += size
        copied = end
    }

    private fun room(more: Int) {
        if (written + more > out.size) out = out.copyOf(maxOf(out.size * 2, written + more))
    }

    /** A part ends with a whole row, and so with a whole character. */
    private fun check(start: Int) {
        val text = ByteBuffer.wrap(raw, start, begin - start)
        val decoder = StandardCharsets.UTF_8.newDecoder()
        val characters = CharBuffer.allocate(CHARACTERS)
        do {
            characters.clear()
            val result = decoder.decode(text, characters, true)
            if (result.isError) result.throwException()
        } while (result.isOverflow)
    }

    private companion object {
        const val PIECE = 1 shl 18
        const val LARGEST = 1 shl 25
        const val CHARACTERS = 1 shl 13
        const val LF = '\n'.code.toByte()
        const val CR = '\r'.code.toByte()
        const val COMMA = ','.code.toByte()
        const val QUOTE = '"'.code.toByte()
        const val SPACE = ' '.code.toByte()
        val MARK = "\uFEFF".toByteArray()
        val EMPTY = "\"\"".toByteArray()
        val NONE = ByteArray(0)
    }
}
