package io.kmigrate.testing

import java.nio.file.Path
import java.sql.DriverManager
import java.sql.SQLException
import kotlin.io.path.div
import kotlin.io.path.exists
import kotlin.io.path.isExecutable
import kotlin.io.path.readLines
import kotlin.time.Duration.Companion.minutes
import kotlin.time.TimeSource

/**
 * A primary of PostgreSQL with a standby that has everything the primary acknowledges. By Debian's
 * package `postgresql-15`: what comes from Maven Central has no `pg_basebackup`.
 */
class TestFailover private constructor() : AutoCloseable {
    private val folder = quickFolder("failover")
    private val primary = Server("primary")
    private val standby = Server("standby")

    /** Lists both, as an application does. */
    val url =
        "jdbc:postgresql://127.0.0.1:${primary.port},127.0.0.1:${standby.port}/postgres" +
            "?user=postgres&targetServerType=primary&hostRecheckSeconds=0"

    private fun start() {
        Runtime.getRuntime().addShutdownHook(Thread { close() })
        if (isRoot) check(run("chown", "postgres", "$folder")) { "the folder stays root's" }
        initialize()
        primary.start()
        primary.awaitAnswer("select 1")
        val source = "host=127.0.0.1 port=${primary.port} user=postgres application_name=standby"
        check(
            asOwner("$BIN/pg_basebackup", "-R", "-c", "fast", "-D", "${standby.data}", "-d", source)
        )
        standby.start()
        // After the copy, so that the standby waits for nobody once it is the primary.
        primary.awaitAnswer("alter system set synchronous_standby_names = 'standby'")
        primary.awaitAnswer("select pg_reload_conf()")
        primary.awaitAnswer(
            "select 1 / count(*) from pg_stat_replication where sync_state = 'sync'"
        )
    }

    private fun initialize() {
        val options = arrayOf("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        check(asOwner("$BIN/initdb", "-D", "${primary.data}", *options))
    }

    /** Kills the primary as `kill -9` does, and makes the standby one. */
    fun failOver() {
        primary.kill()
        check(asOwner("$BIN/pg_ctl", "promote", "-w", "-D", "${standby.data}"))
    }

    override fun close() {
        primary.kill()
        standby.kill()
        if (folder.exists()) deleteTree(folder)
    }

    private inner class Server(name: String) {
        val data = folder / name
        val port = FreePort.find()
        private var process: Process? = null

        fun start() {
            val options =
                listOf("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off") +
                    listOf("shared_buffers=32MB", "wal_keep_size=256MB")
            val command = listOf("$BIN/postgres", "-D", "$data", "-p", "$port")
            process =
                ProcessBuilder(owner + command + options.flatMap { listOf("-c", it) })
                    .redirectErrorStream(true)
                    .redirectOutput(
                        (folder.parent / "${folder.fileName}-$port.log").toFile().also {
                            it.deleteOnExit()
                        }
                    )
                    .start()
        }

        /** The server itself: what started it as its owner is another process. */
        fun kill() {
            val pid = data / "postmaster.pid"
            if (process != null && pid.exists()) {
                ProcessHandle.of(pid.readLines().first().trim().toLong()).ifPresent {
                    it.destroyForcibly()
                    it.onExit().join()
                }
            }
            process?.destroyForcibly()?.waitFor()
            process = null
        }

        fun awaitAnswer(sql: String) {
            val start = TimeSource.Monotonic.markNow()
            val url = "jdbc:postgresql://127.0.0.1:$port/postgres?user=postgres"
            while (true) {
                try {
                    return DriverManager.getConnection(url).use { it.execute(sql) }
                } catch (failure: SQLException) {
                    if (start.elapsedNow() > 1.minutes) throw failure
                    Thread.sleep(20)
                }
            }
        }
    }

    companion object {
        private const val BIN = "/usr/lib/postgresql/15/bin"
        private val isRoot = System.getProperty("user.name") == "root"

        /** The server refuses to run as root. */
        private val owner =
            if (isRoot) listOf("setpriv", "--reuid=postgres", "--clear-groups", "--") else listOf()

        private val missing: String? by lazy {
            "$BIN/pg_basebackup"
                .takeUnless { Path.of(it).isExecutable() }
                ?.let { "$it is not there (Debian: postgresql-15)" }
                ?.also { println("skipped: the failover of PostgreSQL, since $it") }
        }

        /** Skips the test where the package is not installed, which is said once. */
        fun start(): TestFailover {
            slowBecauseOf("two PostgreSQL servers")
            missing?.let { skip("failover: $it") }
            return TestFailover().apply { start() }
        }

        private fun asOwner(vararg command: String) = run(*(owner + command).toTypedArray())

        private fun run(vararg command: String): Boolean =
            ProcessBuilder(*command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor() == 0
    }
}
