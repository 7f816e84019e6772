package io.kmigrate.dsl.host

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.net.URI
import java.net.URL
import java.net.URLClassLoader
import java.nio.file.Path
import java.security.CodeSource
import java.security.cert.Certificate
import kotlin.io.path.copyTo
import kotlin.io.path.createDirectories
import kotlin.io.path.writeBytes

class HostClassPathTest :
    FunSpec({
        val folder = tempdir().toPath().toRealPath()
        val delivered = checkNotNull(codeSource(Unit::class.java))

        fun jar(name: String): Path =
            delivered.copyTo(folder.resolve(name).also { it.parent.createDirectories() })

        fun classes(name: String): Path {
            val place = folder.resolve(name)
            place.resolve("kotlin").createDirectories().resolve("Unit.class").writeBytes(UNIT)
            return place
        }

        listOf(
                "in a jar" to jar("plain/a.jar"),
                "in a jar below a folder with blanks and umlauts" to jar("a b ü/a.jar"),
                "in a folder" to classes("classes"),
                "in a folder with blanks" to classes("more classes"),
            )
            .forEach { (place, file) ->
                test(
                    "a class $place is found where it is, also if its archive was made elsewhere"
                ) {
                    AsArchived(file, "file:/nowhere/a.jar").use {
                        codeSource(it.loadClass("kotlin.Unit")) shouldBe file
                    }
                    AsArchived(file, null).use {
                        codeSource(it.loadClass("kotlin.Unit")) shouldBe file
                    }
                }
            }
    })

private val UNIT: ByteArray =
    checkNotNull(Unit::class.java.getResourceAsStream("Unit.class")).use { it.readBytes() }

/** Gives classes the code source that JDK 25 gives those of its archives. */
private class AsArchived(private val file: Path, private val made: String?) :
    URLClassLoader(arrayOf<URL>(file.toUri().toURL()), null) {
    override fun findClass(name: String): Class<*> {
        val source = made?.let { CodeSource(URI(it).toURL(), null as Array<Certificate>?) }
        return defineClass(name, UNIT, 0, UNIT.size, source)
    }
}
