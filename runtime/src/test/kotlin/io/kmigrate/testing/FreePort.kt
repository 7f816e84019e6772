package io.kmigrate.testing

import java.io.IOException
import java.net.InetAddress
import java.net.ServerSocket
import kotlin.random.Random

/**
 * A port that is free, and stays so until its server starts: below those that a system gives to
 * whoever asks for any, such as other servers and the clients of this build.
 */
object FreePort {
    private val BELOW_GIVEN = 10_000..30_000

    fun find(): Int = generateSequence {
        Random.nextInt(BELOW_GIVEN.first, BELOW_GIVEN.last)
    }
        .first(::isFree)

    private fun isFree(port: Int): Boolean =
        try {
            ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close()
            true
        } catch (_: IOException) {
            false
        }
}
