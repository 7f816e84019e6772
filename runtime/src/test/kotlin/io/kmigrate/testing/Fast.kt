package io.kmigrate.testing

import io.kotest.engine.TestAbortedException

/**
 * Ends a test that needs [what] where only fast tests are wanted (`-Pfast`). It is skipped, and
 * counted as such.
 */
fun slowBecauseOf(what: String) {
    if (System.getProperty("fast").toBoolean()) throw TestAbortedException("-Pfast: $what")
}
