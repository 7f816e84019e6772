package io.kmigrate.testing

import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import org.h2.jdbcx.JdbcDataSource
import org.h2.tools.Server

/** H2 in this process, and for others. */
object TestH2 {
    /** Names that are not quoted are in small letters, as on PostgreSQL. */
    const val SMALL_LETTERS = "DATABASE_TO_LOWER=TRUE"

    private val databases = AtomicInteger()

    /** A new, empty database in memory that no other test knows. */
    fun freshDatabase(): DataSource = inMemory(SMALL_LETTERS)

    /** The same with other settings, `A=B;C=D`. */
    fun inMemory(settings: String): DataSource =
        of("jdbc:h2:mem:test_${databases.incrementAndGet()};DB_CLOSE_DELAY=-1;$settings")

    /** A new file, which other processes can open beside us. */
    fun sharedFile(): DataSource =
        of("jdbc:h2:${temporaryFolder("h2").resolve("app")};AUTO_SERVER=TRUE;$SMALL_LETTERS")

    /**
     * The URL of a new database on a server in this process, which many processes can use at once.
     */
    fun servedDatabase(): String =
        "jdbc:h2:tcp://localhost:${server.port}/./db_${databases.incrementAndGet()};$SMALL_LETTERS"

    private val server by lazy {
        val folder = temporaryFolder("h2")
        Server.createTcpServer(
                "-tcpPort",
                "0",
                "-tcpDaemon",
                "-ifNotExists",
                "-baseDir",
                folder.toString(),
            )
            .start()
    }

    fun of(url: String): DataSource = JdbcDataSource().apply { setURL(url) }
}
