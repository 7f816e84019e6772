package io.kmigrate.dialect

import io.kmigrate.testing.TestJava
import io.kmigrate.testing.slowBecauseOf
import java.io.PrintWriter
import java.sql.Connection
import java.sql.DriverManager
import java.util.ServiceLoader
import java.util.logging.Logger
import javax.sql.DataSource
import kotlin.system.exitProcess

/** Another process that won the lock of a database and holds it until it is killed. */
class LockHolder private constructor(private val process: Process) : AutoCloseable {
    fun kill() {
        process.destroyForcibly().waitFor()
    }

    override fun close() = kill()

    companion object {
        /** Returns once the lock is won. */
        fun start(dialect: Dialect, url: String, versionTable: String): LockHolder {
            slowBecauseOf("a process of its own")
            val process =
                ProcessBuilder(
                        *TestJava.command,
                        "-cp",
                        System.getProperty("surefire.test.class.path")
                            ?: System.getProperty("java.class.path"),
                        "io.kmigrate.dialect.LockHolderKt",
                        dialect.name(),
                        url,
                        versionTable,
                    )
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
            check(process.inputReader().readLine() == "held") {
                "the other process did not win the lock"
            }
            return LockHolder(process)
        }
    }
}

/** Wins the lock, says so, and waits to be killed. */
fun main(arguments: Array<String>) {
    val (name, url, versionTable) = arguments
    val dialect = ServiceLoader.load(Dialect::class.java).first { it.name() == name }
    if (!dialect.locking().lock(UrlDataSource(url), versionTable).tryAcquire()) {
        exitProcess(1)
    }
    println("held")
    // Ends by itself with the process that started it.
    System.`in`.read()
}

/** Connections from a URL, with nothing else. */
class UrlDataSource(private val url: String) : DataSource {
    override fun getConnection(): Connection = DriverManager.getConnection(url)

    override fun getConnection(user: String?, password: String?): Connection =
        DriverManager.getConnection(url, user, password)

    override fun getLogWriter(): PrintWriter? = null

    override fun setLogWriter(out: PrintWriter?) = Unit

    override fun setLoginTimeout(seconds: Int) = Unit

    override fun getLoginTimeout(): Int = 0

    override fun getParentLogger(): Logger = Logger.getLogger("")

    override fun <T> unwrap(type: Class<T>): T = type.cast(this)

    override fun isWrapperFor(type: Class<*>): Boolean = type.isInstance(this)
}
