package io.kmigrate.examples

import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.sql.DriverManager
import kotlin.io.path.readText

/**
 * Stands in for `sqlite3` and `psql` where they are not installed, as far as the readmes use them:
 * `sqlite3 FILE [SQL…]` with statements from standard input otherwise, and `psql [URL] [-A] [-t]
 * [-q] [-c SQL | -f FILE]`. Rows come as both print them: `a|b`.
 */
internal object SqlClient {
    private val NAMES = listOf("sqlite3", "psql")

    /** Makes commands of it in [folder], for those that no folder of [path] has. */
    fun install(folder: Path, path: String) {
        Files.createDirectories(folder)
        for (name in NAMES) {
            if (path.split(':').any { Files.isExecutable(Path.of(it, name)) }) continue
            val classPath = System.getProperty("java.class.path")
            QuickJava.write(
                folder.resolve(name),
                "-cp '$classPath' ${SqlClient::class.java.name} $name",
            )
        }
    }

    @JvmStatic
    fun main(arguments: Array<String>) {
        val rest = arguments.drop(1)
        if (arguments.first() == "sqlite3") sqlite(rest) else psql(rest)
    }

    private fun sqlite(arguments: List<String>) {
        DriverManager.getConnection("jdbc:sqlite:${arguments.first()}").use { connection ->
            val sql =
                arguments.drop(1).ifEmpty { listOf(System.`in`.readAllBytes().decodeToString()) }
            sql.flatMap(::statements).forEach { connection.print(it) }
        }
    }

    private fun psql(arguments: List<String>) {
        val url = arguments.find { it.startsWith("postgres") }?.let(::jdbc)
        val sql =
            when {
                "-f" in arguments -> Path.of(arguments[arguments.indexOf("-f") + 1]).readText()
                else ->
                    arguments[arguments.indexOfFirst { it.startsWith("-") && it.endsWith("c") } + 1]
            }
        val isQuiet = arguments.any { it.startsWith("-") && !it.startsWith("--") && 'q' in it }
        DriverManager.getConnection(url ?: jdbc()).use { connection ->
            // The driver knows where a statement ends, also within a function.
            if ("-f" in arguments) connection.createStatement().use { it.execute(sql) }
            else connection.print(sql, !isQuiet)
        }
    }

    private fun jdbc(): String {
        fun variable(name: String) = System.getenv("PG$name").orEmpty()
        fun encoded(name: String) = java.net.URLEncoder.encode(variable(name), Charsets.UTF_8)
        return "jdbc:postgresql://${variable("HOST")}:${variable("PORT")}/${variable("DATABASE")}" +
            "?user=${encoded("USER")}&password=${encoded("PASSWORD")}"
    }

    private fun jdbc(url: String): String {
        val uri = java.net.URI(url)
        val login = uri.userInfo.orEmpty().split(':')
        return "jdbc:postgresql://${uri.host}:${uri.port}${uri.path}?user=${login.first()}" +
            "&password=${login.getOrElse(1) { "" }}"
    }

    /** None of the readmes has a semicolon at the end of a line within a statement. */
    private fun statements(text: String): List<String> =
        text.split(Regex(";\\s*(\\n|$)")).map { it.trim() }.filter { it.isNotEmpty() }

    private fun Connection.print(sql: String, withTags: Boolean = false) {
        createStatement().use { statement ->
            if (statement.execute(sql)) {
                val rows = statement.resultSet
                val columns = 1..rows.metaData.columnCount
                while (rows.next()) {
                    println(columns.joinToString("|") { shown(rows.getObject(it)) })
                }
            } else if (withTags) {
                println(tag(sql, statement.updateCount))
            }
        }
    }

    private fun shown(value: Any?): String =
        when (value) {
            null -> ""
            true -> "t"
            false -> "f"
            else -> value.toString()
        }

    /** What psql says of a statement that gives no rows. */
    private fun tag(sql: String, rows: Int): String {
        val words =
            sql.lineSequence().first { !it.startsWith("--") }.uppercase().split(Regex("\\W+"))
        return when (words[0]) {
            "INSERT" -> "INSERT 0 $rows"
            "UPDATE",
            "DELETE" -> "${words[0]} $rows"
            else -> "${words[0]} ${words[1]}"
        }
    }
}
