package io.kmigrate.testing

import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import javax.tools.ToolProvider
import kotlin.io.path.createDirectories
import kotlin.io.path.outputStream
import kotlin.io.path.readBytes
import kotlin.io.path.relativeTo
import kotlin.io.path.walk
import kotlin.io.path.writeText

/**
 * A dialect as somebody else would write and ship it: compiled against ours, in a jar of its own
 * that is not on the class path of the tests.
 */
object AcmeJar {
    private val sources =
        listOf("Dialect", "Driver", "Introspector", "Lock", "Renderer").map { "Acme$it.java" }

    /** Builds the jar in a folder. */
    fun build(folder: Path): Path {
        val classes = folder.resolve("classes").createDirectories()
        compile(sources.map { source(it, folder) }, classes)
        val services = classes.resolve("META-INF/services").createDirectories()
        services.resolve("io.kmigrate.dialect.Dialect").writeText("acme.AcmeDialect\n")
        val jar = folder.resolve("acme.jar")
        JarOutputStream(jar.outputStream()).use { out ->
            classes.walk().forEach {
                out.putNextEntry(JarEntry(it.relativeTo(classes).joinToString("/")))
                out.write(it.readBytes())
            }
        }
        return jar
    }

    private fun source(name: String, folder: Path): Path {
        val text = requireNotNull(javaClass.getResourceAsStream("/acme-dialect/$name"))
        val file = folder.resolve(name)
        text.use { Files.copy(it, file) }
        return file
    }

    private fun compile(files: List<Path>, classes: Path) {
        val arguments =
            listOf("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", "$classes") +
                files.map { "$it" }
        val result =
            ToolProvider.getSystemJavaCompiler().run(null, null, null, *arguments.toTypedArray())
        check(result == 0) { "the dialect does not compile" }
    }
}
