package io.kmigrate.testing

import io.kmigrate.dialect.DatabaseUrl
import java.net.ConnectException
import java.net.Socket
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.div
import kotlin.io.path.writeText
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/**
 * A PgBouncer in front of the server of [TestPostgres]. Without Debian's package `pgbouncer`, the
 * tests that want it are skipped, which is said once.
 *
 * @param mode its `pool_mode`
 * @param size how many sessions of the server a database has
 * @param inTurn whether the session that has waited longest is the next, instead of the last one
 *   used
 */
class TestPgBouncer(private val mode: String, private val size: Int, private val inTurn: Boolean) :
    AutoCloseable {
    private val folder: Path = temporaryFolder("pgbouncer")
    private val port: Int = FreePort.find()
    private val process: Process

    init {
        missing?.let { skip("PgBouncer: $it") }
        (folder / "users.txt").writeText("\"postgres\" \"\"\n")
        (folder / "pgbouncer.ini").writeText(settings())
        readable(folder.parent, folder, folder / "users.txt", folder / "pgbouncer.ini")
        process =
            ProcessBuilder(listOf(PROGRAM) + asUser() + "${folder / "pgbouncer.ini"}")
                .redirectErrorStream(true)
                .redirectOutput((folder / "log").toFile())
                .start()
        Runtime.getRuntime().addShutdownHook(Thread { process.destroyForcibly() })
        awaitReady()
    }

    private fun settings() =
        """
        [databases]
        * = host=127.0.0.1 port=${TestPostgres.port}
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = $port
        unix_socket_dir =
        auth_type = trust
        auth_file = ${folder / "users.txt"}
        ignore_startup_parameters = extra_float_digits
        pool_mode = $mode
        default_pool_size = $size
        server_round_robin = ${if (inTurn) 1 else 0}
        """
            .trimIndent()

    private fun awaitReady() {
        val start = TimeSource.Monotonic.markNow()
        while (true) {
            try {
                return Socket("127.0.0.1", port).close()
            } catch (refused: ConnectException) {
                val isOver = !process.isAlive || start.elapsedNow() > 60.seconds
                check(!isOver) { (folder / "log").toFile().readText() + refused.message }
                Thread.sleep(10)
            }
        }
    }

    /** The same database through the pool. */
    fun of(database: DataSource, parameters: String = ""): DataSource =
        to(database.connection.use { it.catalog }, parameters)

    fun to(name: String, parameters: String = ""): DataSource =
        DatabaseUrl.parse("postgresql://postgres@127.0.0.1:$port/$name$parameters").dataSource()

    override fun close() {
        process.destroy()
        process.waitFor()
    }

    private companion object {
        private const val PROGRAM = "/usr/sbin/pgbouncer"

        private val missing: String? by lazy {
            slowBecauseOf("a PostgreSQL server")
            if (Path.of(PROGRAM).toFile().canExecute()) null
            else
                "Debian's package pgbouncer is not installed"
                    .also {
                        println("skipped: the tests behind PgBouncer, since $it")
                    }
        }

        /** It refuses to run as root. */
        private fun asUser(): List<String> =
            if (System.getProperty("user.name") == "root") listOf("-u", "nobody") else listOf()

        private fun readable(vararg paths: Path) {
            paths.forEach { path ->
                path.toFile().setReadable(true, false)
                if (path.toFile().isDirectory) path.toFile().setExecutable(true, false)
            }
        }
    }
}
