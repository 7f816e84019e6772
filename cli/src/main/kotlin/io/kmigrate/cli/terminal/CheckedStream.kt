package io.kmigrate.cli.terminal

import java.io.IOException
import java.io.OutputStream

/**
 * The same stream, which remembers that it could not be written: a `PrintStream` keeps that to
 * itself.
 */
internal class CheckedStream(private val stream: OutputStream) : OutputStream() {
    /** The first failure; null when all that was printed has arrived. */
    @Volatile
    var failure: IOException? = null
        private set

    /** Whether the reader has read all it wants, as `head` does. That is no failure. */
    val isClosedByReader: Boolean
        get() = failure?.message.orEmpty().contains("Broken pipe", ignoreCase = true)

    override fun write(byte: Int) = checked { stream.write(byte) }

    override fun write(bytes: ByteArray, offset: Int, length: Int) = checked {
        stream.write(bytes, offset, length)
    }

    override fun flush() = checked(stream::flush)

    override fun close() = checked(stream::close)

    private inline fun checked(work: () -> Unit) {
        try {
            work()
        } catch (failed: IOException) {
            failure = failure ?: failed
            throw failed
        }
    }
}
