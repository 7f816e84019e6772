package io.kmigrate.cli.command

import io.kmigrate.cli.config.ConfigFile
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.file.WholeFile
import java.io.IOException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.LinkOption.NOFOLLOW_LINKS
import java.nio.file.Path
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries

/**
 * What `migrate init` writes.
 *
 * @property scripts folders of scripts
 * @property files their texts by path, the configuration first
 * @property next a sentence on how to continue, for somebody who is not yet in the named folder
 */
internal class NewProject(
    val scripts: List<String>,
    val files: Map<String, String>,
    private val next: (folder: String?) -> String,
) {
    /**
     * Refuses to replace anything, and then writes nothing at all.
     *
     * @param shown the folder as the user has named it
     */
    fun write(folder: Path, shown: Path) {
        refuse(folder, shown)
        try {
            scripts.forEach { Files.createDirectories(folder.resolve(it)) }
            files.forEach { (name, text) ->
                val file = folder.resolve(name)
                Files.createDirectories(file.parent)
                WholeFile.create(file, text.encodeToByteArray())
            }
        } catch (failure: FileAlreadyExistsException) {
            throw MigrationException(FileMessages.notAFolder(failure.file), failure)
        } catch (failure: IOException) {
            val config = shown.resolve(ConfigFile.NAME)
            throw MigrationException(FileMessages.cannotWrite("$config", "$failure"), failure)
        }
    }

    /** @param shown the folder as the user has named it */
    fun nextStep(shown: Path): String {
        val name = "${shown.normalize()}"
        return next(
            when {
                name.isEmpty() -> null
                PLAIN.matches(name) -> name
                else -> "'${name.replace("'", "'\\''")}'"
            }
        )
    }

    private fun refuse(folder: Path, shown: Path) {
        refuseConfigured(folder, shown)
        files.keys
            .firstOrNull { Files.exists(folder.resolve(it), NOFOLLOW_LINKS) }
            ?.let { throw FileMessages.fileExists("${shown.resolve(it)}").exception() }
        // Scripts of others would be part of the same history.
        files.keys
            .mapNotNull { Path.of(it).parent }
            .distinct()
            .firstOrNull { isFull(folder.resolve(it)) }
            ?.let { throw FileMessages.folderInUse("${shown.resolve(it)}").exception() }
    }

    private fun isFull(folder: Path) =
        folder.isDirectory() && folder.listDirectoryEntries().isNotEmpty()

    companion object {
        /** What every shell takes as it is. */
        private val PLAIN = Regex("[\\w./][\\w./-]*+")

        fun refuseConfigured(folder: Path, shown: Path) {
            if (Files.exists(folder.resolve(ConfigFile.NAME), NOFOLLOW_LINKS)) {
                throw FileMessages.configurationExists("${shown.resolve(ConfigFile.NAME)}")
                    .exception()
            }
        }

        fun of(template: Template): NewProject =
            NewProject(
                template.folders,
                mapOf(ConfigFile.NAME to template.text()),
                FileMessages::setUrl,
            )

        /** A small history with data, for SQLite. */
        fun example(): NewProject =
            NewProject(
                listOf("migrations"),
                EXAMPLE.associateWith { Template.resource("example/$it") },
                FileMessages::nextUpgrade,
            )

        private val EXAMPLE =
            listOf(
                ConfigFile.NAME,
                "migrations/3f1c8a02d5b7_create_authors_and_books.migration.kts",
                "migrations/8d27e6b94a10_first_books.migration.kts",
                "migrations/c05b9f7e31d8_add_shelf_to_books.migration.kts",
                "model/library.tables.kts",
            )
    }
}
