package io.kmigrate.testing

import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager
import java.sql.SQLException
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.div
import kotlin.io.path.exists
import kotlin.io.path.isExecutable
import kotlin.io.path.readText
import kotlin.time.Duration.Companion.minutes
import kotlin.time.TimeSource
import org.mariadb.jdbc.MariaDbDataSource

/**
 * Nodes of MariaDB with Galera, by Debian's packages `mariadb-server`, `galera-4` and `rsync`. The
 * first has a majority against one other, so that a cluster of two outlives the second.
 */
class TestGalera private constructor(size: Int) : AutoCloseable {
    private val folder = quickFolder("galera")
    private val databases = AtomicInteger()
    private val addresses = (1..size).map { FreePort.find() }

    val nodes: List<Node> = addresses.mapIndexed { index, port -> Node(index, port) }

    private fun start() {
        Runtime.getRuntime().addShutdownHook(Thread { close() })
        nodes.forEach { it.prepare() }
        if (isRoot)
            check(run(listOf("chown", "-R", "mysql:mysql", "$folder")) == 0) { "not mysql's" }
        nodes.forEach { it.start() }
        printVersion(nodes[0].source(""))
    }

    /** A new, empty database; on the other nodes once they have heard of it. */
    fun freshDatabase(): String {
        val name = "test_${databases.incrementAndGet()}"
        nodes[0].source("").execute("CREATE DATABASE $name")
        nodes.forEach { node -> node.await { it.execute("USE $name") } }
        return name
    }

    override fun close() {
        nodes.forEach { it.kill() }
        if (folder.exists()) deleteTree(folder)
    }

    inner class Node(private val index: Int, private val address: Int) {
        private val home = folder / "node$index"
        private val data = home / "data"
        val port = FreePort.find()
        private val log = home / "server.log"
        private var process: Process? = null

        /** The others get the files of the first. */
        fun prepare() {
            data.createDirectories()
            if (index == 0) {
                check(run(INSTALL + "--datadir=$data") == 0) {
                    "the data of MariaDB cannot be made"
                }
            }
        }

        fun start() {
            process = server(if (index == 0) listOf("--wsrep-new-cluster") else listOf())
            awaitMember()
        }

        /** As `kill -9` does. */
        fun kill() {
            process?.destroyForcibly()?.waitFor()
            process = null
        }

        /** Finds out where it was, and gets what it has missed, from the others. */
        fun rejoin() {
            val recovery = home / "recovery.log"
            recovery.toFile().delete()
            server(listOf("--wsrep-recover"), recovery).waitFor(2, TimeUnit.MINUTES)
            val position =
                Regex("Recovered position:?\\s*(\\S+:-?\\d+)")
                    .find(recovery.readText())
                    ?.groupValues
            process = server(position?.let { listOf("--wsrep-start-position=${it[1]}") }.orEmpty())
            awaitMember()
        }

        private fun server(more: List<String>, output: Path = log): Process =
            ProcessBuilder(command() + more)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start()

        private fun command(): List<String> {
            val others = addresses.joinToString(",") { "127.0.0.1:$it" }
            val weight = if (index == 0) 2 else 1
            val provider =
                "gmcast.listen_addr=tcp://127.0.0.1:$address;ist.recv_addr=127.0.0.1:${FreePort.find()};" +
                    "gcache.size=64M;gcache.page_size=16M;pc.weight=$weight;" +
                    // Notices a dead node within a second, and not within five.
                    "evs.keepalive_period=PT0.2S;evs.suspect_timeout=PT${PATIENCE}S;" +
                    "evs.inactive_timeout=PT${2 * PATIENCE}S;evs.inactive_check_period=PT0.2S"
            return OWNER +
                listOf(SERVER, "--no-defaults", "--datadir=$data", "--port=$port") +
                listOf(
                    "--bind-address=127.0.0.1",
                    "--socket=${home / "socket"}",
                    "--pid-file=${home / "pid"}",
                    "--skip-name-resolve",
                    "--max-connections=200",
                    "--innodb-buffer-pool-size=32M",
                    "--innodb-log-file-size=16M",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-autoinc-lock-mode=2",
                    "--binlog-format=ROW",
                    "--wsrep-on=ON",
                    "--wsrep-provider=$LIBRARY",
                    "--wsrep-provider-options=$provider",
                    "--wsrep-cluster-address=gcomm://$others",
                    "--wsrep-cluster-name=kmigrate",
                    "--wsrep-node-address=127.0.0.1:$address",
                    "--wsrep-node-name=node$index",
                    "--wsrep-sst-method=rsync",
                    "--wsrep-sst-receive-address=127.0.0.1:${FreePort.find()}",
                )
        }

        private fun awaitMember() = await { connection ->
            val ready =
                connection.strings(
                    "show status where variable_name = 'wsrep_ready' and value = 'ON'"
                )
            if (ready.isEmpty()) throw SQLException("the node is no member yet")
        }

        /** Tries until it succeeds. */
        fun await(work: (java.sql.Connection) -> Unit) {
            val start = TimeSource.Monotonic.markNow()
            while (true) {
                try {
                    return DriverManager.getConnection(url("")).use(work)
                } catch (failure: SQLException) {
                    val server = process
                    val isOver = server?.isAlive != true || start.elapsedNow() > 2.minutes
                    if (isOver)
                        throw IllegalStateException(log.readText().takeLast(20_000), failure)
                    Thread.sleep(20)
                }
            }
        }

        fun url(database: String) = "jdbc:mariadb://127.0.0.1:$port/$database?user=root"

        fun source(database: String): DataSource = MariaDbDataSource(url(database))
    }

    companion object {
        private const val SERVER = "/usr/sbin/mariadbd"

        /** Seconds; a busy machine takes longer to answer, and a node that is slow is not dead. */
        private val PATIENCE = Integer.getInteger("galera.patience", 1)

        private const val LIBRARY = "/usr/lib/galera/libgalera_smm.so"
        private val isRoot = System.getProperty("user.name") == "root"

        /**
         * What sends files to a new node gives up the rights of root, and finds a folder of root's.
         */
        private val OWNER =
            if (isRoot) listOf("setpriv", "--reuid=mysql", "--regid=mysql", "--clear-groups", "--")
            else listOf()

        private val INSTALL =
            listOf(
                "/usr/bin/mariadb-install-db",
                "--no-defaults",
                "--skip-test-db",
                "--auth-root-authentication-method=normal",
            ) + (if (isRoot) listOf("--user=root") else listOf())

        private val missing: String? by lazy {
            val files = listOf(SERVER, LIBRARY, INSTALL[0], "/usr/bin/rsync").map(Path::of)
            files
                .find { !it.exists() || it.toString() != LIBRARY && !it.isExecutable() }
                ?.let { "$it is not there (Debian: mariadb-server, galera-4, rsync)" }
                ?.also { println("skipped: the tests on a Galera cluster, since $it") }
        }

        /** Skips the test where the packages are not installed, which is said once. */
        fun start(size: Int): TestGalera {
            slowBecauseOf("a Galera cluster")
            missing?.let { skip("Galera: $it") }
            return TestGalera(size).apply { start() }
        }

        private fun run(command: List<String>): Int {
            val log = Files.createTempFile("galera", ".log").toFile()
            try {
                val process = ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log)
                return process.start().waitFor().also { if (it != 0) println(log.readText()) }
            } finally {
                log.delete()
            }
        }
    }
}
