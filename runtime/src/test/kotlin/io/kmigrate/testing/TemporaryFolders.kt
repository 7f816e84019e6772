package io.kmigrate.testing

import java.nio.file.Files
import java.nio.file.Path

private val root: Path by lazy {
    Files.createTempDirectory("kmigrate-test").also {
        Runtime.getRuntime().addShutdownHook(Thread { deleteTree(it) })
    }
}

/**
 * A folder with all that is in it. `File.deleteRecursively` would empty what a link leads to, too.
 */
fun deleteTree(folder: Path) {
    Files.walk(folder).use { paths ->
        paths.sorted(Comparator.reverseOrder()).forEach(Files::deleteIfExists)
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
