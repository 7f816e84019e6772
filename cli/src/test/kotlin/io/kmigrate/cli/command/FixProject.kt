package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import java.sql.DriverManager
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import kotlin.io.path.createDirectories
import kotlin.io.path.createParentDirectories
import kotlin.io.path.deleteIfExists
import kotlin.io.path.exists
import kotlin.io.path.outputStream
import kotlin.io.path.writeText

/**
 * A project that advice is followed in, on SQLite.
 *
 * @param cache of compiled scripts, for all projects
 */
internal open class FixProject(private val place: Path, private val cache: Path) {
    class Result(val exitCode: Int, val text: String)

    private var editor: String? = null

    /** What a reader does by hand before the advised command, as its text says. */
    var byHand: () -> Unit = {}
        private set

    init {
        place.resolve("migrations").createDirectories()
        settings("")
    }

    /** The configuration, with [more] lines of the section. */
    fun settings(more: String) =
        file(
            "migrate.toml",
            "[migrate]\nscripts = \"${place.resolve("migrations")}\"\nurl = \"jdbc:sqlite:${place.resolve("app.db")}\"\n$more\n",
        )

    open fun file(name: String, text: String) {
        place.resolve(name).createParentDirectories().writeText(text)
    }

    fun emptyJar(name: String) =
        ZipOutputStream(place.resolve(name).outputStream()).use { it.putNextEntry(ZipEntry("a")) }

    fun remove(name: String) {
        place.resolve(name).deleteIfExists()
    }

    /**
     * A script with the operations [body], or with a table of its own.
     *
     * @param header lines above the blocks
     */
    fun script(id: String, parent: String?, body: String? = null, header: String = "") =
        file("migrations/$id.migration.kts", text(id, parent, body, header))

    fun afterFailure(work: () -> Unit) {
        byHand = work
    }

    fun useEditor(program: String) {
        editor = program
    }

    open fun sql(statement: String) {
        DriverManager.getConnection("jdbc:sqlite:${place.resolve("app.db")}").use { connection ->
            connection.createStatement().use { it.execute(statement) }
        }
    }

    fun succeed(command: String) {
        val result = run(command)
        withClue("$command\n${result.text}") { result.exitCode shouldBe 0 }
    }

    open fun fail(command: String): Result =
        run(command).also { withClue(it.text) { (it.exitCode == 0) shouldBe false } }

    /** Jars, `.toml` files and `@`, the folder itself, are in the folder of the project. */
    open fun run(command: String): Result {
        val output = ByteArrayOutputStream()
        val stream = PrintStream(output, true, Charsets.UTF_8)
        val variables =
            mapOf("NO_COLOR" to "1", "LC_ALL" to "C.UTF-8", "MIGRATE_CACHE" to cache.toString()) +
                listOfNotNull(editor?.let { "EDITOR" to it })
        val words = WORD.findAll(command).map { placed(it.groupValues[1] + it.groupValues[2]) }
        val settings = place.resolve("migrate.toml").takeIf { it.exists() && "-c" !in words }
        val all = listOfNotNull("-c".takeIf { settings != null }, settings?.toString()) + words
        // Relative paths are those of the process; only where nothing is found, the folder counts.
        val folder = if (all.first() == "-c") Path.of("").toAbsolutePath() else place
        val code = Application(ProcessContext(variables, folder, stream, stream)).run(all)
        return Result(code, output.toString(Charsets.UTF_8).replace("$place/", ""))
    }

    private fun placed(word: String): String =
        when {
            word == "@" -> place.toString()
            word.endsWith(".jar") || word.endsWith(".toml") -> place.resolve(word).toString()
            else -> word
        }

    companion object {
        private val WORD = Regex("\"([^\"]*)\"|(\\S+)")

        fun text(id: String, parent: String?, body: String? = null, header: String = ""): String =
            "revision = \"$id\"\n" +
                (if (parent == null) "" else "downRevision = \"$parent\"\n") +
                (if (header.isEmpty()) "" else "$header\n") +
                "upgrade {\n    ${body ?: "createTable(\"${id.first()}\") { integer(\"id\") }"}\n}\n"
    }
}
