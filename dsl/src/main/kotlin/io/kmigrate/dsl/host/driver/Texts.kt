@file:JvmName("Texts")

package io.kmigrate.dsl.host.driver

import java.io.DataInputStream
import java.io.DataOutputStream

/** Writes a text of any length, which `writeUTF` cannot. */
internal fun DataOutputStream.writeText(text: String) {
    val bytes = text.encodeToByteArray()
    writeInt(bytes.size)
    write(bytes)
}

internal fun DataOutputStream.writeTexts(texts: List<String>) {
    writeInt(texts.size)
    texts.forEach { writeText(it) }
}

internal fun DataInputStream.readText(): String = readNBytes(readInt()).decodeToString()

internal fun DataInputStream.readTexts(): List<String> = List(readInt()) { readText() }
