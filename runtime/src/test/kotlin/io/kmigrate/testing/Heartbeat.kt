package io.kmigrate.testing

import io.kotest.extensions.system.withSystemProperty

private val turn = Any()

/**
 * The lock is renewed every so many [millis]: for one test at a time, as a property is of the JVM.
 */
fun withHeartbeat(millis: Int, test: () -> Unit) {
    synchronized(turn) { withSystemProperty("kmigrate.heartbeat.millis", "$millis") { test() } }
}
