package io.kmigrate.testing

import io.kmigrate.dialect.UrlDataSource
import java.nio.file.Path
import java.sql.SQLException
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import kotlin.io.path.div
import kotlin.time.Duration.Companion.minutes
import kotlin.time.TimeSource

/**
 * MySQL's server of a test run, started when first asked for and killed with the JVM. Where it does
 * not run, the tests that want it are skipped, which is said once.
 */
object TestMysql {
    private val databases = AtomicInteger()

    private val folder: Path by lazy { quickFolder("mysql") }

    /**
     * `-Dmysql.url` names another server, whose databases may be made and dropped, such as
     * `jdbc:mysql://127.0.0.1/?user=root`.
     */
    private val given: String? = System.getProperty("mysql.url")?.ifEmpty { null }

    /** `-Dmysql.driver=mariadb` uses the other one; a module without Connector/J has no choice. */
    private val scheme: String by lazy {
        val isThere = runCatching { Class.forName("com.mysql.cj.jdbc.Driver") }.isSuccess
        if (isThere && System.getProperty("mysql.driver") != "mariadb") "mysql" else "mariadb"
    }

    private val isRunning: Boolean by lazy {
        slowBecauseOf("a MySQL server")
        if (given == null) start() else printVersion(source(""))
        true
    }

    private val missing: String? by lazy {
        MysqlFiles.missing()?.also { println("skipped: the tests on MySQL, since $it") }
    }

    private fun start() {
        missing?.let { skip("MySQL: $it") }
        MysqlFiles.installed().resolve("data").toFile().copyRecursively((folder / "data").toFile())
        val server = MysqlFiles.start(arguments())
        Runtime.getRuntime().addShutdownHook(Thread { kill(server) })
        awaitReady(server)
    }

    /** The port that it listens at. */
    val port: Int by lazy { FreePort.find() }

    private fun arguments(): List<String> =
        listOf(
            "--datadir=${folder / "data"}",
            "--port=$port",
            "--bind-address=127.0.0.1",
            "--socket=${folder / "mysql.sock"}",
            "--pid-file=${folder / "mysql.pid"}",
            "--log-error=${folder / "mysql.log"}",
            "--skip-name-resolve",
            "--max-connections=300",
            "--innodb-buffer-pool-size=64M",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=OFF",
            // Its threads wait for work by asking again and again, which two cores have no time
            // for.
            "--innodb-log-writer-threads=OFF",
            "--table-open-cache=400",
            // Encryption would take longer than most tests.
            "--tls-version=",
        )

    private fun awaitReady(process: Process) {
        val start = TimeSource.Monotonic.markNow()
        while (true) {
            try {
                return printVersion(source(""))
            } catch (failure: SQLException) {
                val isOver = !process.isAlive || start.elapsedNow() > 4.minutes
                if (isOver) {
                    val log = folder.resolve("mysql.log").toFile()
                    throw IllegalStateException(if (log.exists()) log.readText() else "", failure)
                }
                Thread.sleep(50)
            }
        }
    }

    /** At once: nobody reads what a server would write on its way down. */
    private fun kill(server: Process) {
        server.destroyForcibly().waitFor()
        folder.toFile().deleteRecursively()
    }

    /** A new, empty database that no other test knows. */
    fun freshDatabase(): DataSource {
        check(isRunning)
        val name = "test_${databases.incrementAndGet()}"
        main.connection.use { it.execute("CREATE DATABASE $name") }
        return source(name)
    }

    private val main by lazy { ReusedSessions(source("")) {} }

    private fun source(name: String): DataSource = UrlDataSource(urlOf(scheme, name))

    private fun urlOf(driver: String, name: String): String {
        val server = given ?: "jdbc:mysql://127.0.0.1:$port/?user=root"
        return server.replaceFirst("mysql", driver).replaceFirst(Regex("/(?=[^/]*$)"), "/$name")
    }

    /** How another process reaches `database`, with whichever driver it has. */
    fun url(database: DataSource): String = database.connection.use { urlOf("mysql", it.catalog) }

    /** The same database by MariaDB's driver. */
    fun byMariadbDriver(database: DataSource): DataSource =
        database.connection.use { UrlDataSource(urlOf("mariadb", it.catalog)) }
}
