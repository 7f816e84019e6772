package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.readText
import io.kmigrate.dsl.host.driver.writeText
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.DataInputStream
import java.io.DataOutputStream
import java.io.IOException

/**
 * The classes of one script.
 *
 * @property mainClass the binary name of the script class; every other class's name begins with it
 * @property classes binary name to class file
 */
internal class CompiledScript(val mainClass: String, val classes: Map<String, ByteArray>) {
    fun toBytes(): ByteArray {
        val bytes = ByteArrayOutputStream()
        DataOutputStream(bytes).use { out ->
            out.writeText(mainClass)
            out.writeInt(classes.size)
            classes.forEach { (name, content) ->
                out.writeText(name)
                out.writeInt(content.size)
                out.write(content)
            }
        }
        return bytes.toByteArray()
    }

    companion object {
        @Throws(IOException::class)
        fun of(bytes: ByteArray, from: Int): CompiledScript {
            val input = DataInputStream(ByteArrayInputStream(bytes, from, bytes.size - from))
            val mainClass = input.readText()
            val classes = LinkedHashMap<String, ByteArray>()
            repeat(input.readInt()) {
                classes[input.readText()] = input.readNBytes(input.readInt())
            }
            return CompiledScript(mainClass, classes)
        }
    }
}

/**
 * One loader for all scripts of a load: a loader each would cost more than the scripts themselves.
 */
internal class ScriptClassLoader(parent: ClassLoader, scripts: Collection<CompiledScript>) :
    ClassLoader("kmigrate-scripts", parent) {
    private val classes: Map<String, ByteArray> = buildMap {
        scripts.forEach { putAll(it.classes) }
    }

    override fun findClass(name: String): Class<*> {
        val bytes = classes[name] ?: throw ClassNotFoundException(name)
        return defineClass(name, bytes, 0, bytes.size)
    }
}
