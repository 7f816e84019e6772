package io.kmigrate.cli.command

import java.nio.file.Files
import java.nio.file.Path

/** A distribution that has a Java of its own, and archives of its classes. */
internal object Delivered {
    /** A line for each part that came with the command; none where Java is the user's. */
    fun described(): List<String> {
        val java = Path.of(System.getProperty("java.home"))
        val home = java.parent ?: return emptyList()
        val archives =
            listOf("command", "compiler").filter {
                Files.exists(home.resolve("archives/$it.aot"))
            }
        if (java.fileName.toString() != "runtime" || !Files.exists(home.resolve("bin/migrate"))) {
            return emptyList()
        }
        val version = System.getProperty("java.runtime.version")
        return listOf(
            "Java $version (${System.getProperty("java.vendor")}), in ${java.fileName}",
            "Kotlin ${KotlinVersion.CURRENT}",
            "archives of classes: ${archives.joinToString().ifEmpty { "none" }}",
        )
    }
}
