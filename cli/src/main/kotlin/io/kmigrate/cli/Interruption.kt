package io.kmigrate.cli

import io.kmigrate.backfill.BackfillProgress
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.plan.Step
import java.io.PrintWriter
import java.sql.Connection
import java.sql.PreparedStatement
import java.sql.SQLException
import java.sql.Statement
import java.util.concurrent.ConcurrentHashMap
import java.util.logging.Logger
import javax.sql.DataSource

/** Ctrl-C was pressed, or the process was asked to end; the run stops before its next statement. */
internal class InterruptedRunException : RuntimeException("interrupted")

/**
 * Lets a signal end a run in order: the statement that runs is cancelled, the transaction around it
 * rolled back by the run itself, and only then does the process end.
 */
internal class Interruption {
    private val statements: MutableSet<Statement> = ConcurrentHashMap.newKeySet()
    @Volatile private var connected = false
    @Volatile private var wanted = false

    val isWanted: Boolean
        get() = wanted

    /** Whether there is anything to roll back. */
    val isConnected: Boolean
        get() = connected

    /** The revision that runs now. */
    @Volatile
    var running: Step? = null
        private set

    /** How far the backfill is that runs apart from any revision. */
    @Volatile
    var backfill: BackfillProgress? = null
        private set

    /** What the database has once the run has stopped; null where nobody asked. */
    @Volatile var state: String? = null

    /** Follows a run, and stops it once an end is wanted. */
    fun follow(event: ExecutionEvent) {
        if (event is ExecutionEvent.StepStarted) {
            running = event.step()
        } else if (event is ExecutionEvent.StepFinished) {
            running = null
        } else if (event is ExecutionEvent.BackfillAdvanced) {
            backfill = event.progress()
        }
        if (wanted) {
            throw InterruptedRunException()
        }
    }

    /** Cancels what runs, from another thread. */
    fun interrupt() {
        wanted = true
        statements.forEach { statement ->
            try {
                statement.cancel()
            } catch (_: SQLException) {
                // It ended by itself meanwhile, or its driver cannot cancel: the end of the process
                // does.
            }
        }
    }

    /** The same source, whose statements can be cancelled. */
    fun watch(source: DataSource): DataSource = WatchedSource(source)

    private inner class WatchedSource(private val source: DataSource) : DataSource by source {
        override fun getConnection(): Connection =
            WatchedConnection(source.connection).also { connected = true }

        override fun getConnection(user: String?, password: String?): Connection =
            WatchedConnection(source.getConnection(user, password)).also { connected = true }

        override fun getParentLogger(): Logger = source.parentLogger

        override fun getLogWriter(): PrintWriter? = source.logWriter
    }

    private inner class WatchedConnection(private val connection: Connection) :
        Connection by connection {
        override fun createStatement(): Statement = watched(connection.createStatement())

        override fun prepareStatement(sql: String): PreparedStatement =
            watched(connection.prepareStatement(sql))

        override fun prepareStatement(sql: String, generatedKeys: Int): PreparedStatement =
            watched(connection.prepareStatement(sql, generatedKeys))

        private fun <T : Statement> watched(statement: T): T {
            statements.removeIf { it.isClosed }
            statements += statement
            return statement
        }
    }
}
