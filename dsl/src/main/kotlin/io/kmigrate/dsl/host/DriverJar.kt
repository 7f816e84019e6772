package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerRequest
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream

/**
 * The classes that call the compiler, as a jar of their own. The compiler's class path must not
 * hold the script base class, or the compiler would find that one instead of the scripts' own; and
 * a class-data archive needs jars.
 */
internal object DriverJar {
    const val MAIN: String = "io.kmigrate.dsl.host.driver.CompilerDriver"

    /** Its name in a distribution, whose archive of classes must find it at the same place. */
    const val DELIVERED: String = "kmigrate-driver.jar"

    val CLASSES: List<String> =
        listOf(
            "ArchiveDriver",
            "CompilerDriver",
            "CompilerMessage",
            "CompilerRequest",
            "CompilerRequest\$Companion",
            "CompilerResponse",
            "CompilerResponse\$Companion",
            "ErrorCollector",
            "Texts",
        )

    /** The jar inside the cache folder, else inside [work]. */
    fun locate(folder: CacheFolder, work: Path): Path {
        val bytes = build()
        val name = "compiler/driver-${Fingerprint().add(bytes).text().take(NAME_LENGTH)}.jar"
        val known = folder.read(name)?.contentEquals(bytes) ?: false
        return if (known || folder.write(name, bytes)) {
            folder.path.resolve(name)
        } else {
            Files.write(work.resolve("driver.jar"), bytes)
        }
    }

    private fun build(): ByteArray {
        val bytes = ByteArrayOutputStream()
        JarOutputStream(bytes).use { jar ->
            CLASSES.forEach { name ->
                jar.putNextEntry(JarEntry("$FOLDER/$name.class").apply { time = 0 })
                CompilerRequest::class.java.getResourceAsStream("$name.class").use {
                    it!!.copyTo(jar)
                }
            }
        }
        return bytes.toByteArray()
    }

    private const val FOLDER = "io/kmigrate/dsl/host/driver"
    private const val NAME_LENGTH = 16
}
