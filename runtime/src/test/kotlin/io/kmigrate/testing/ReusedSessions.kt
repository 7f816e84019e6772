package io.kmigrate.testing

import java.lang.reflect.InvocationHandler
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import java.sql.Connection
import java.sql.SQLException
import javax.sql.DataSource

/**
 * Hands sessions out again, as the pool of an application does: a new one costs a server more than
 * most tests do. Each is as new when it comes back, and has one user at a time.
 *
 * @param reset what makes a session of the server as new
 */
internal class ReusedSessions(
    private val server: DataSource,
    private val reset: (Connection) -> Unit,
) : DataSource by server {
    override fun getConnection(): Connection {
        while (true) {
            val session = Idle.take(this) ?: return lent(server.connection)
            if (session.isValid(PATIENCE_SECONDS)) return lent(session)
            session.close()
        }
    }

    private fun lent(session: Connection): Connection =
        Proxy.newProxyInstance(
            javaClass.classLoader,
            arrayOf(Connection::class.java),
            Loan(session),
        ) as Connection

    /** A session until its user closes it, who cannot reach it from then on. */
    private inner class Loan(private val real: Connection) : InvocationHandler {
        private var isClosed = false

        override fun invoke(proxy: Any, method: Method, arguments: Array<out Any?>?): Any? =
            when {
                method.name == "close" -> close()
                method.name == "isClosed" -> isClosed || real.isClosed
                method.name == "equals" -> proxy === arguments?.single()
                method.name == "hashCode" -> System.identityHashCode(proxy)
                isClosed -> throw SQLException("the session was given back")
                else ->
                    try {
                        method.invoke(real, *arguments.orEmpty())
                    } catch (failure: InvocationTargetException) {
                        throw failure.targetException
                    }
            }

        private fun close() {
            if (isClosed) return
            isClosed = true
            try {
                if (!real.isClosed) giveBack()
            } catch (broken: SQLException) {
                real.close()
            }
        }

        private fun giveBack() {
            if (!real.autoCommit) real.rollback()
            real.autoCommit = true
            real.isReadOnly = false
            real.setNetworkTimeout(Runnable::run, 0)
            real.clearWarnings()
            reset(real)
            Idle.add(this@ReusedSessions, real)
        }
    }

    /** Those without a user, of all databases: few, since a server has a limit. */
    private object Idle {
        private const val MOST = 24
        private val sessions = ArrayDeque<Pair<ReusedSessions, Connection>>()

        @Synchronized
        fun take(pool: ReusedSessions): Connection? {
            val place = sessions.indexOfLast { it.first === pool }
            return if (place < 0) null else sessions.removeAt(place).second
        }

        @Synchronized
        fun add(pool: ReusedSessions, session: Connection) {
            sessions.addLast(pool to session)
            if (sessions.size > MOST) sessions.removeFirst().second.close()
        }
    }

    private companion object {
        const val PATIENCE_SECONDS = 10
    }
}
