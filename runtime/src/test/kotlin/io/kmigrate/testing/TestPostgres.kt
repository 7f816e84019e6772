package io.kmigrate.testing

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import kotlin.io.path.writeText

/** One PostgreSQL server a test run, started when first asked for and stopped with the JVM. */
object TestPostgres {
    /**
     * A role that has to give its password; everyone else is let in without. To be created by the
     * test.
     */
    const val ROLE_WITH_PASSWORD = "locked_out"

    /** Another one. */
    const val SHOP = "shop"

    private const val DROP_SCHEMAS =
        """DO $$ DECLARE found text; BEGIN
            FOR found IN SELECT nspname FROM pg_namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
            LOOP EXECUTE format('DROP SCHEMA %I CASCADE', found); END LOOP;
        END $$"""

    private val databases = AtomicInteger()

    private val server: EmbeddedPostgres by lazy {
        slowBecauseOf("a PostgreSQL server")
        EmbeddedPostgres.builder()
            .setPort(FreePort.find())
            .setServerConfig("max_connections", "200")
            .setServerConfig("timezone", "UTC")
            // It would go through hundreds of databases that nobody uses any more.
            .setServerConfig("autovacuum", "off")
            .setServerConfig("hba_file", accessRules().toString())
            .setDataDirectory(quickFolder("postgres"))
            .start()
            .also { Runtime.getRuntime().addShutdownHook(Thread(it::close)) }
            .also { printVersion(it.postgresDatabase) }
    }

    private fun accessRules(): Path {
        val file = Files.createTempFile("pg_hba", ".conf")
        file.toFile().deleteOnExit()
        file.writeText(
            "host all $ROLE_WITH_PASSWORD,$SHOP all scram-sha-256\nhost all all all trust\nlocal all all trust\n"
        )
        file.toFile().setReadable(true, false)
        return file
    }

    /** The major version. */
    val version: Int by lazy {
        server.postgresDatabase.connection.use { it.metaData.databaseMajorVersion }
    }

    val port: Int
        get() = server.port

    /**
     * By its files, which takes half of what it takes by the log, and is the only way of old
     * servers.
     */
    private val copied by lazy { if (version < 15) "" else " STRATEGY file_copy" }

    /** A new, empty database that no other test knows. */
    fun freshDatabase(): DataSource {
        val name = "test_${databases.incrementAndGet()}"
        main.connection.use { it.execute("CREATE DATABASE $name$copied") }
        return reused(server.getDatabase("postgres", name))
    }

    private val main by lazy { reused(server.postgresDatabase) }

    private fun reused(database: DataSource): DataSource =
        ReusedSessions(database) {
            it.execute("DISCARD ALL", "SET application_name = 'PostgreSQL JDBC Driver'")
        }

    /** The same database without its schemas: far faster than a fresh one, which is 300 files. */
    fun emptied(database: DataSource): DataSource = database.also { source ->
        source.connection.use { it.execute(DROP_SCHEMAS, "CREATE SCHEMA public") }
    }

    /** How another process reaches `database`. */
    fun url(database: DataSource): String =
        database.connection.use { "${it.metaData.url}?user=postgres" }
}

/** Runs each statement by itself, as the executor does. */
fun Connection.execute(vararg statements: String) {
    createStatement().use { statement ->
        statement.setEscapeProcessing(false)
        statements.forEach(statement::execute)
    }
}

/** The first column of every row. */
fun Connection.strings(sql: String): List<String?> =
    createStatement().use { statement ->
        statement.executeQuery(sql).use { rows ->
            buildList { while (rows.next()) add(rows.getString(1)) }
        }
    }
