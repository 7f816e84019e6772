package io.kmigrate.testing

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
            val session = Idle.take(this) ?: return Session(server.connection)
            if (session.isValid(PATIENCE_SECONDS)) return Session(session)
        }
    }

    private inner class Session(private val real: Connection) : Connection by real {
        private var isClosed = false

        override fun isClosed() = isClosed || real.isClosed

        override fun close() {
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

        override fun <T : Any?> unwrap(type: Class<T>): T = real.unwrap(type)
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
