package io.kmigrate.dsl.host

import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * SipHash-2-4: a sum that nobody can compute without the key, and that takes no time at the start
 * of a process, as the Java runtime's own message codes do. See "SipHash: a fast short-input PRF",
 * Aumasson and Bernstein, 2012.
 *
 * @param key its first 16 bytes count
 */
internal class SipHash(key: ByteArray) {
    private val low: Long
    private val high: Long

    init {
        val words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN)
        low = words.getLong()
        high = words.getLong()
    }

    /** The sum of all from [offset] on. */
    fun of(bytes: ByteArray, offset: Int = 0): Long {
        val state = State(low, high)
        val size = bytes.size - offset
        val words = ByteBuffer.wrap(bytes, offset, size).order(ByteOrder.LITTLE_ENDIAN)
        while (words.remaining() >= Long.SIZE_BYTES) {
            state.add(words.getLong())
        }
        var last = size.toLong() shl (Long.SIZE_BITS - Byte.SIZE_BITS)
        var shift = 0
        while (words.hasRemaining()) {
            last = last or ((words.get().toLong() and BYTE) shl shift)
            shift += Byte.SIZE_BITS
        }
        state.add(last)
        return state.end()
    }

    @Suppress("MagicNumber") // They are the definition.
    private class State(low: Long, high: Long) {
        private var v0 = low xor 0x736f6d6570736575
        private var v1 = high xor 0x646f72616e646f6d
        private var v2 = low xor 0x6c7967656e657261
        private var v3 = high xor 0x7465646279746573

        fun add(word: Long) {
            v3 = v3 xor word
            round()
            round()
            v0 = v0 xor word
        }

        fun end(): Long {
            v2 = v2 xor BYTE
            repeat(4) { round() }
            return v0 xor v1 xor v2 xor v3
        }

        private fun round() {
            v0 += v1
            v1 = v1.rotateLeft(13) xor v0
            v0 = v0.rotateLeft(32)
            v2 += v3
            v3 = v3.rotateLeft(16) xor v2
            v0 += v3
            v3 = v3.rotateLeft(21) xor v0
            v2 += v1
            v1 = v1.rotateLeft(17) xor v2
            v2 = v2.rotateLeft(32)
        }
    }

    private companion object {
        const val BYTE = 0xffL
    }
}
