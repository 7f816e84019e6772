package io.kmigrate.dsl.host

import io.kmigrate.dsl.message.CompilerMessages
import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.revision.Migration
import java.io.File
import java.io.IOException
import java.io.RandomAccessFile
import java.net.URI
import java.net.URL
import java.net.URLClassLoader
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.jar.JarFile
import kotlin.io.path.extension
import kotlin.io.path.isDirectory
import kotlin.io.path.isRegularFile
import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.jvm.JvmDependency

/**
 * What scripts are compiled against: everything the application can see, since a script may use the
 * application's classes.
 */
internal class ScriptClassPath(val files: List<Path>) {
    /**
     * Changes whenever a class on the path does; the place of a jar and its file time do not count.
     */
    val fingerprint: String by lazy {
        val print = Fingerprint()
        files.forEach { file ->
            if (file.isDirectory()) print.addFolder(file)
            else print.add(FileDigests.of(file, read = ::ofJar))
        }
        print.text()
    }

    companion object {
        /**
         * The files behind [loader] and its parents, in that order, with what every script needs.
         */
        fun of(loader: ClassLoader): ScriptClassPath {
            val found = LinkedHashSet<Path>()
            required.mapTo(found) { codeSource(it) ?: throw notOnDisk(it) }
            generateSequence(loader) { it.parent }
                .filterIsInstance<URLClassLoader>()
                .flatMap { it.urLs.asSequence() }
                .mapNotNullTo(found) { it.toPathOrNull() }
            System.getProperty("java.class.path")
                .split(File.pathSeparator)
                .filter { it.isNotEmpty() }
                .mapTo(found) { Path.of(it) }
            return ScriptClassPath(found.withManifestEntries().filterNot(::isCompiler))
        }

        private val required =
            listOf(
                MigrationScript::class.java,
                Migration::class.java,
                Unit::class.java,
                KotlinScript::class.java,
                JvmDependency::class.java,
            )

        private fun notOnDisk(type: Class<*>) =
            CompilerMessages.notOnDisk(
                    type.name,
                    "${type.protectionDomain?.codeSource?.location}",
                )
                .exception()

        private fun isCompiler(file: Path): Boolean =
            COMPILER_JAR.containsMatchIn(file.fileName?.toString().orEmpty())

        private val COMPILER_JAR = Regex("^kotlin-(scripting-)?compiler.*\\.jar$")
    }
}

/** The jar or folder [type] was loaded from, when that is a file. */
internal fun codeSource(type: Class<*>): Path? =
    foundAt(type) ?: type.protectionDomain?.codeSource?.location?.toPathOrNull()

/**
 * Where the loader finds a class now. For one of an archive of classes, JDK 25 says as its code
 * source where the archive was made, and nothing on another machine.
 */
private fun foundAt(type: Class<*>): Path? {
    val name = "${type.name.replace('.', '/')}.class"
    val url = type.classLoader?.getResource(name) ?: return null
    val text = "$url"
    val place =
        when (url.protocol) {
            "file" -> text.removeSuffix(name)
            "jar" -> text.removePrefix("jar:").removeSuffix("!/$name")
            else -> return null
        }
    // A jar in a jar is no file.
    if ("!/" in place || !place.startsWith("file:")) return null
    return try {
        Path.of(URI.create(place))
    } catch (_: IllegalArgumentException) {
        null
    }
}

internal fun URL.toPathOrNull(): Path? =
    try {
        if (protocol == "file") Path.of(toURI()) else null
    } catch (_: IllegalArgumentException) {
        null
    }

/**
 * Follows `Class-Path` lines, which the compiler does not: launchers hide long class paths there.
 */
private fun Collection<Path>.withManifestEntries(): List<Path> {
    val found = LinkedHashSet<Path>()
    val queue = ArrayDeque(map { it.toAbsolutePath().normalize() })
    while (queue.isNotEmpty()) {
        val file = queue.removeFirst()
        if (
            (file.isDirectory() || file.isRegularFile()) && found.add(file) && !file.isDirectory()
        ) {
            queue.addAll(0, manifestEntries(file))
        }
    }
    return found.toList()
}

private fun manifestEntries(jar: Path): List<Path> =
    try {
        val line = JarFile(jar.toFile()).use { it.manifest?.mainAttributes?.getValue("Class-Path") }
        val base = jar.toUri()
        line
            ?.split(' ')
            ?.filter { it.isNotEmpty() }
            ?.mapNotNull { base.resolve(URI(it)).toURL().toPathOrNull() } ?: emptyList()
    } catch (_: IOException) {
        emptyList()
    } catch (_: java.net.URISyntaxException) {
        emptyList()
    } catch (_: IllegalArgumentException) {
        emptyList()
    }

/** Only what the compiler reads: other files of a class folder may change at any time. */
private fun Fingerprint.addFolder(folder: Path) {
    Files.walk(folder).use { files ->
        files
            .filter { it.extension in COMPILER_INPUT && it.isRegularFile() }
            .sorted()
            .forEach { file ->
                add(folder.relativize(file).toString())
                add(FileDigests.of(file) { digest(it, 0, it.length()) })
            }
    }
}

/** A jar's directory holds the check sum of every entry: reading that alone is enough and quick. */
private fun ofJar(file: RandomAccessFile): ByteArray {
    val tail = file.read(maxOf(0, file.length() - MAX_END), file.length())
    val end = tail.lastIndexOfEnd()
    val size = if (end < 0) -1 else tail.littleEndian(end + END_SIZE)
    val start = if (end < 0) -1 else tail.littleEndian(end + END_OFFSET)
    val directory = size > 0 && start > 0 && start + size < file.length()
    return if (directory) digest(file, start, start + size) else digest(file, 0, file.length())
}

/** In pieces: nobody knows how large a file on the class path is. */
private fun digest(file: RandomAccessFile, from: Long, to: Long): ByteArray {
    val digest = MessageDigest.getInstance("SHA-256")
    val piece = ByteArray(PIECE)
    file.seek(from)
    var left = to - from
    while (left > 0) {
        val read = file.read(piece, 0, minOf(left, PIECE.toLong()).toInt())
        if (read < 0) break
        digest.update(piece, 0, read)
        left -= read
    }
    return digest.digest()
}

private fun RandomAccessFile.read(from: Long, to: Long): ByteArray {
    seek(from)
    return ByteArray((to - from).toInt()).also { readFully(it) }
}

private fun ByteArray.lastIndexOfEnd(): Int =
    (size - END_LENGTH downTo 0).firstOrNull { littleEndian(it) == END_SIGNATURE } ?: -1

private fun ByteArray.littleEndian(at: Int): Long =
    (0 until Int.SIZE_BYTES).fold(0L) { value, byte ->
        value or ((this[at + byte].toLong() and 0xff) shl (byte * Byte.SIZE_BITS))
    }

private val COMPILER_INPUT = setOf("class", "kotlin_module")

private const val END_SIGNATURE = 0x06054b50L
private const val END_LENGTH = 22
private const val END_SIZE = 12
private const val END_OFFSET = 16
private const val MAX_END = 65_557L
private const val PIECE = 1 shl 16
