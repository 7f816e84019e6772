package io.kmigrate.testing

import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.deleteRecursively

private val root: Path by lazy {
    Files.createTempDirectory("kmigrate-test").also {
        Runtime.getRuntime().addShutdownHook(Thread { it.deleteRecursively() })
    }
}

/** A new folder that is there as long as this JVM. */
fun temporaryFolder(name: String): Path = Files.createTempDirectory(root, name)

/**
 * A new folder for the files of a server that ends with this JVM. In memory where there is room:
 * servers wait for the disk at every statement about a table.
 */
internal fun quickFolder(name: String): Path {
    val memory = Path.of("/dev/shm")
    val hasRoom = Files.isWritable(memory) && Files.getFileStore(memory).usableSpace > ROOM
    return if (hasRoom) Files.createTempDirectory(memory, "kmigrate-$name")
    else Files.createTempDirectory("kmigrate-$name")
}

private const val ROOM = 8L shl 30
