package io.kmigrate.testing

import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.concurrent.thread

/**
 * A network on loopback, between a client and the server at [target], that can stop to forward
 * without telling anybody. Connections stay open and silent, as behind a firewall that has
 * forgotten them.
 */
class FragileNetwork(private val target: Int) : AutoCloseable {
    private val entrance = ServerSocket(0, 50, InetAddress.getLoopbackAddress())
    private val sockets = CopyOnWriteArrayList<Socket>()
    private val silenced = CopyOnWriteArrayList<Socket>()

    val port: Int
        get() = entrance.localPort

    init {
        thread(isDaemon = true) { accept() }
    }

    /**
     * Nothing that is sent arrives any more, in no direction, on the connections that are open now.
     */
    fun fallSilent() {
        silenced += sockets
    }

    private fun accept() {
        while (!entrance.isClosed) {
            try {
                val client = entrance.accept()
                val server = Socket(InetAddress.getLoopbackAddress(), target)
                sockets += client
                thread(isDaemon = true) { forward(client, client.inputStream, server.outputStream) }
                thread(isDaemon = true) { forward(client, server.inputStream, client.outputStream) }
            } catch (_: IOException) {
                // The test has ended, or the server: the client finds out.
            }
        }
    }

    private fun forward(client: Socket, from: InputStream, to: OutputStream) {
        val buffer = ByteArray(8192)
        try {
            while (true) {
                val length = from.read(buffer)
                if (length < 0) break
                if (client !in silenced) {
                    to.write(buffer, 0, length)
                    to.flush()
                }
            }
        } catch (_: IOException) {
            // One of the two has hung up.
        }
        if (client !in silenced) {
            runCatching { to.close() }
        }
    }

    override fun close() {
        entrance.close()
        sockets.forEach { runCatching { it.close() } }
    }
}
