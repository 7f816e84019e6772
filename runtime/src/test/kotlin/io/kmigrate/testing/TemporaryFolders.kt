package io.kmigrate.testing

import java.nio.file.Files
import java.nio.file.Path

private val root: Path by lazy {
    Files.createTempDirectory("kmigrate-test").also {
        Runtime.getRuntime().addShutdownHook(Thread { it.toFile().deleteRecursively() })
    }
}

/** A new folder that is there as long as this JVM. */
fun temporaryFolder(name: String): Path = Files.createTempDirectory(root, name)
