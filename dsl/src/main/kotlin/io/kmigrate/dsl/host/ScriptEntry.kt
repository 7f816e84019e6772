package io.kmigrate.dsl.host

import java.io.IOException
import java.security.MessageDigest

/** A compiled script as a file: a sum over its key, its classes and a secret, and the classes. */
internal object ScriptEntry {
    private const val DIGEST_SIZE = 32

    fun bytes(key: String, script: CompiledScript, secret: ByteArray): ByteArray {
        val bytes = ByteArray(DIGEST_SIZE) + script.toBytes()
        digest(key, bytes, secret).copyInto(bytes)
        return bytes
    }

    /** Null for one that is damaged, of another key, or made with another secret. */
    fun read(key: String, bytes: ByteArray, secret: ByteArray): CompiledScript? {
        if (
            bytes.size < DIGEST_SIZE ||
                !MessageDigest.isEqual(bytes.copyOf(DIGEST_SIZE), digest(key, bytes, secret))
        ) {
            return null
        }
        return try {
            CompiledScript.of(bytes, DIGEST_SIZE)
        } catch (_: IOException) {
            null
        }
    }

    /** Nobody can compute it without the secret: the outer sum is over texts of fixed length. */
    private fun digest(key: String, entry: ByteArray, secret: ByteArray): ByteArray {
        val content = Fingerprint().add(key).add(entry.copyOfRange(DIGEST_SIZE, entry.size))
        return Fingerprint().add(secret).add(content.bytes()).bytes()
    }
}
