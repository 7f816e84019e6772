package io.kmigrate.dsl.builder

import io.kmigrate.operation.CsvLines
import java.io.InputStream
import java.util.zip.CRC32C

/**
 * Parts of a file that a database reads as they stand there. Whoever has looked through them once
 * need not do so again: their size and number of rows are known, and a sum tells whether they are
 * still the same.
 */
internal class FileParts {
    private var sizes = IntArray(SOME)
    private var rows = IntArray(SOME)
    private var sums = IntArray(SOME)
    private var firstLines = LongArray(SOME)
    private var count = 0
    private var begin = 0L
    private var end = 0L

    /** False where some text between the parts is left out, or is another in the file. */
    var isWhole = true
        private set

    /** @param place where it stands in the file; negative if it does not */
    fun add(place: Long, part: CsvLines) {
        if (count == 0) {
            begin = place
            end = place
        }
        isWhole = isWhole && place >= 0 && place == end
        if (!isWhole) return
        if (count == sizes.size) grow()
        sizes[count] = part.text().size
        rows[count] = part.rows()
        sums[count] = sum(part.text())
        firstLines[count++] = part.line(0)
        end = place + part.text().size
    }

    private fun grow() {
        sizes = sizes.copyOf(count * 2)
        rows = rows.copyOf(count * 2)
        sums = sums.copyOf(count * 2)
        firstLines = firstLines.copyOf(count * 2)
    }

    /** Reads them again. [changed] is called where they are no longer what they were. */
    fun read(bytes: InputStream, changed: () -> Nothing): Sequence<CsvLines> = sequence {
        bytes.skipNBytes(begin)
        for (place in 0 until count) {
            val text = read(bytes, place)
            if (text.size != sizes[place] || sum(text) != sums[place]) changed()
            yield(CsvLines(text, rows[place], firstLines[place]))
        }
    }

    /** The last line break of a file may be missing. */
    private fun read(bytes: InputStream, place: Int): ByteArray {
        val size = sizes[place]
        val text = bytes.readNBytes(size)
        val isCut = place == count - 1 && text.size == size - 1
        return if (isCut) text.copyOf(size).also { it[size - 1] = '\n'.code.toByte() } else text
    }

    private fun sum(text: ByteArray) = CRC32C().apply { update(text) }.value.toInt()

    private companion object {
        const val SOME = 64
    }
}
