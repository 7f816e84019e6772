package io.kmigrate.dsl.host

import java.security.MessageDigest
import java.util.HexFormat

/** A SHA-256 over parts whose borders count: `ab`, `c` differs from `a`, `bc`. */
internal class Fingerprint {
    private val digest = MessageDigest.getInstance("SHA-256")

    fun add(bytes: ByteArray): Fingerprint = apply {
        var size = bytes.size
        repeat(Int.SIZE_BYTES) {
            digest.update(size.toByte())
            size = size ushr Byte.SIZE_BITS
        }
        digest.update(bytes)
    }

    fun add(text: String): Fingerprint = add(text.encodeToByteArray())

    fun bytes(): ByteArray = digest.digest()

    /** 64 hexadecimal digits. */
    fun text(): String = HexFormat.of().formatHex(bytes())
}
