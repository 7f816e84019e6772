package io.kmigrate.cli.survival

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.nio.file.Path
import java.sql.Connection

/** A kind of database that runs are killed on. A new one is a line here. */
internal enum class SurvivalDatabase(private val create: (Path) -> String) {
    SQLITE({ folder -> "jdbc:sqlite:${folder.resolve("app.db")}" }),
    POSTGRESQL({ Servers.postgres() });

    /** The URL of a new, empty database; [folder] is its own. */
    fun fresh(folder: Path): String = create(folder)
}

/** One server a kind, started when first asked for, stopped with this process. */
private object Servers {
    private var databases = 0

    private val postgres: EmbeddedPostgres by lazy {
        EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start().also {
            Runtime.getRuntime().addShutdownHook(Thread(it::close))
        }
    }

    fun postgres(): String {
        val name = "survival${++databases}"
        postgres.postgresDatabase.connection.use { connection ->
            connection.createStatement().use { it.execute("create database $name") }
        }
        return "jdbc:postgresql://localhost:${postgres.port}/$name?user=postgres"
    }
}

/**
 * Everything in a database that a run makes: the schema, the rows, and which revisions are applied.
 */
internal class Contents
private constructor(val schema: List<String>, val rows: List<String>, val applied: List<String>) {
    companion object {
        fun of(url: String): Contents =
            DatabaseUrl.parse(url).dataSource().connection.use { connection ->
                val tables = Dialects.forConnection(connection).introspect(connection).tables()
                val own = tables.filterNot { it.name().name().startsWith("migrate_") }
                Contents(
                    own.map { it.toString() },
                    own.flatMap { connection.rows("select * from ${it.name().name()}") }.sorted(),
                    connection.rows(
                        "select revision from migrate_history" +
                            " where direction = 'up' and outcome = 'done' order by id"
                    ),
                )
            }

        private fun Connection.rows(sql: String): List<String> =
            createStatement().use { statement ->
                statement.executeQuery(sql).use { rows ->
                    buildList {
                        while (rows.next()) {
                            val columns = 1..rows.metaData.columnCount
                            add(columns.joinToString { rows.getString(it).orEmpty() })
                        }
                    }
                }
            }
    }
}
