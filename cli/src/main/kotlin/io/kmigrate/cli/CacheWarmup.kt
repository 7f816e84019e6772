package io.kmigrate.cli

import io.kmigrate.dsl.host.Unfinished
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path

/**
 * Uses what the command uses, in a folder of its own, so that the Java runtime can write an archive
 * of the classes. Its launcher starts it in the background; a failure here costs time at the next
 * start only.
 */
internal object CacheWarmup {
    /**
     * Arguments: where SQLite's native library is to lie, unpacked once for all; where a
     * distribution is built, folders of scripts that are like those of users.
     */
    @JvmStatic
    fun main(arguments: Array<String>) {
        arguments.firstOrNull()?.let { unpackSqlite(Path.of(it)) }
        val folder = Unfinished.begin(Files.createTempDirectory("kmigrate"))
        try {
            val scripts = Files.createDirectories(folder.resolve("migrations"))
            Files.writeString(scripts.resolve("a.migration.kts"), SCRIPT)
            Files.writeString(scripts.resolve("b.migration.kts"), SECOND_SCRIPT)
            Files.writeString(scripts.resolve("c.migration.kts"), THIRD_SCRIPT)
            Files.writeString(folder.resolve("migrate.toml"), settings(folder))
            Files.writeString(folder.resolve(".env"), "NOTHING=1\n")
            val quiet = PrintStream(ByteArrayOutputStream(), false, Charsets.UTF_8)
            // Paths are read from where the process stands, so that is where the command stands
            // too.
            val here = Path.of("").toAbsolutePath()
            val surroundings = ProcessContext(variables(), here, quiet, quiet)
            val config = listOf("-c", "$folder/migrate.toml")
            arguments.drop(1).forEachIndexed { index, it ->
                val database = listOf("--url", "jdbc:sqlite:$folder/real$index.db", "--scripts", it)
                Main.run(config + database + "upgrade", surroundings)
            }
            COMMANDS.forEach { Main.run(config + it.split(' '), surroundings) }
            Main.run(config + listOf("--url", "jdbc:sqlite:$folder/b.db", "current"), surroundings)
            // Only its classes matter: the process that the archive is for stands where it runs.
            ProcessContext.ofProcess()
        } finally {
            Unfinished.remove(folder)
        }
    }

    /** Not those that would lead to a database that is not ours. */
    private fun variables(): Map<String, String> {
        val all = System.getenv()
        // By keys and by entries, as the command goes through them: both have classes of their own.
        val ours = all.keys.filterNot { it.startsWith("MIGRATE_") || it == "DATABASE_URL" }.toSet()
        return all.filterKeys(ours::contains)
    }

    private val COMMANDS =
        listOf(
            "heads",
            "show a",
            "current",
            "upgrade --hlep",
            "upgrade --help",
            "upgrade",
            "upgrade",
            "current",
            "current --json",
            "status",
            "history -i",
            "history -v --json",
            "downgrade base",
            "upgrade",
            "downgrade nothing",
            "stamp head",
            // Nobody listens there. To find that out takes most of a driver.
            "--url jdbc:postgresql://127.0.0.1:1/none current",
            "--url jdbc:mariadb://127.0.0.1:1/none current",
            "--url postgresql://127.0.0.1:1/none current",
        )

    /** Of all kinds of values that settings have. */
    private fun settings(folder: Path) =
        """
        [migrate]
        scripts = "migrations"
        url = "${'$'}{NONE:-sqlite:$folder/b.db}"
        file_template = "{year}_{month}_{day}_{hour}{minute}-{rev}_{slug}"

        [model]
        scripts = ["model"]
        """
            .trimIndent()

    /**
     * What most scripts use: it is compiled and run, so that the compiler's archive is made too.
     */
    private val SCRIPT =
        """
        revision = "a"
        message = "tables, an index, rows"

        upgrade {
            createTable("parents") {
                val id = long("id").autoIncrement()
                varchar("name", 100).unique()
                integer("amount").default(0)
                bool("active").default(true)
                text("note").nullable()
                primaryKey(id)
            }
            createTable("children") {
                val id = long("id").autoIncrement()
                long("parent").references("parents", "id")
                primaryKey(id)
            }
            createIndex("ix_parents_name", "parents", "name")
            addColumn("parents") { varchar("remark", 200).nullable() }
            execute("INSERT INTO parents (name) VALUES ('a')")
        }

        downgrade {
            dropTable("children")
            dropTable("parents")
        }
        """
            .trimIndent()

    /** A parent makes a graph of what was one revision. */
    private val SECOND_SCRIPT =
        """
        revision = "b"
        downRevision = "a"
        message = "one more column"

        upgrade {
            addColumn("parents") { integer("rank").nullable() }
        }
        """
            .trimIndent()

    private val THIRD_SCRIPT =
        """
        revision = "c"
        downRevision = "b"
        dependsOn("a")
        message = "another column"

        upgrade {
            addColumn("children") { integer("rank").nullable() }
        }
        """
            .trimIndent()

    /** Aside first, then renamed: the folder is there with its library in it, or not at all. */
    private fun unpackSqlite(folder: Path) {
        if (Files.exists(folder)) {
            return
        }
        val library = System.mapLibraryName("sqlitejdbc")
        val place = org.sqlite.util.LibraryLoaderUtil.getNativeLibResourcePath()
        try {
            Files.createDirectories(folder.parent)
            val aside = Unfinished.begin(Files.createTempDirectory(folder.parent, "new"))
            try {
                CacheWarmup::class.java.getResourceAsStream("$place/$library")?.use {
                    Files.copy(it, aside.resolve(library))
                    Files.move(aside, folder)
                }
            } finally {
                Unfinished.remove(aside)
            }
        } catch (_: IOException) {
            // Another process was first, or the folder cannot be written: SQLite unpacks it by
            // itself.
        }
    }
}
