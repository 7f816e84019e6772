package io.kmigrate.cli

import io.kmigrate.Migrator
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.operation.CreateTable
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path

/**
 * Uses what the command uses, in a folder of its own, so that the Java runtime can write an archive
 * of the classes. Its launcher starts it in the background; whatever fails here costs time at the
 * next start only.
 */
internal object Training {
    /** The argument: where SQLite's native library is to lie, unpacked once for all. */
    @JvmStatic
    fun main(arguments: Array<String>) {
        arguments.firstOrNull()?.let { unpackSqlite(Path.of(it)) }
        val folder = Files.createTempDirectory("kmigrate")
        try {
            migrate(folder)
            val scripts = Files.createDirectories(folder.resolve("migrations"))
            Files.writeString(
                scripts.resolve("a.migration.kts"),
                "revision = \"a\"\nupgrade {\n}\n",
            )
            Files.writeString(
                folder.resolve("migrate.toml"),
                "[migrate]\nurl = \"jdbc:sqlite:\${NONE:-$folder/b.db}\"\n",
            )
            Files.writeString(folder.resolve(".env"), "NOTHING=1\n")
            val quiet = PrintStream(ByteArrayOutputStream(), false, Charsets.UTF_8)
            // Paths are read from where the process stands, so that is where the command stands
            // too.
            val here = Path.of("").toAbsolutePath()
            val surroundings = Surroundings(System.getenv() - "NONE", here, quiet, quiet)
            val config = listOf("-c", "$folder/migrate.toml")
            COMMANDS.forEach { Main.run(config + it.split(' '), surroundings) }
        } finally {
            folder.toFile().deleteRecursively()
        }
    }

    private val COMMANDS =
        listOf(
            "current",
            "current --json",
            "status",
            "history -i",
            "history -v --json",
            "heads",
            "show a",
            "upgrade --hlep",
            "upgrade --help",
            "stamp head",
            "upgrade",
            "downgrade nothing",
        )

    private fun migrate(folder: Path) {
        val table =
            Table.of(TableName.of("t"), listOf(Column.of("id", ColumnType.BooleanType())), null)
        val revision = Revision.of("a")
        val operations = listOf(ScriptOperation.of(CreateTable(table, false)))
        val migration = Migration(revision, true, operations, Migration.Derived())
        val migrator =
            Migrator.builder()
                .source(MigrationSource.of(listOf(migration)))
                .dataSource(DatabaseUrl.parse("jdbc:sqlite:$folder/a.db").dataSource())
                .build()
        migrator.upgrade()
        migrator.downgrade("base")
    }

    /** Aside first, then renamed: the folder is there with its library in it, or not at all. */
    private fun unpackSqlite(folder: Path) {
        if (Files.exists(folder)) {
            return
        }
        val library = System.mapLibraryName("sqlitejdbc")
        val place = org.sqlite.util.LibraryLoaderUtil.getNativeLibResourcePath()
        try {
            Files.createDirectories(folder.parent)
            val aside = Files.createTempDirectory(folder.parent, "new")
            try {
                Training::class.java.getResourceAsStream("$place/$library")?.use {
                    Files.copy(it, aside.resolve(library))
                    Files.move(aside, folder)
                }
            } finally {
                aside.toFile().deleteRecursively()
            }
        } catch (_: IOException) {
            // Another process was first, or the folder cannot be written: SQLite unpacks it by
            // itself.
        }
    }
}
