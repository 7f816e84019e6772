package io.kmigrate.cli.config

import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries

/**
 * Places of classes, as settings name them: folders, jars, and all jars of a folder that ends with
 * a star.
 *
 * @property missing what was named and is not there
 */
internal class ClassPath private constructor(val entries: List<Path>, val missing: List<String>) {
    companion object {
        private const val EVERY_JAR = "/*"

        val NONE = ClassPath(emptyList(), emptyList())

        fun of(base: Path, names: List<String>): ClassPath {
            val found = names.associateWith { entries(base, it) }
            return ClassPath(
                found.values.filterNotNull().flatten(),
                found.filterValues { it == null }.keys.toList(),
            )
        }

        private fun entries(base: Path, name: String): List<Path>? {
            val place = base.resolve(name.removeSuffix(EVERY_JAR)).normalize()
            return when {
                !Files.exists(place) -> null
                !name.endsWith(EVERY_JAR) -> listOf(place)
                place.isDirectory() ->
                    place.listDirectoryEntries().filter { it.extension == "jar" }.sorted()
                else -> null
            }
        }
    }
}
