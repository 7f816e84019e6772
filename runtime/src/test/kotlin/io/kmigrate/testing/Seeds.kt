package io.kmigrate.testing

import kotlin.random.Random

/**
 * Where a random test begins: at `-D`[property], to repeat a run; else at the same place each time,
 * so that a build fails for what was changed alone. With `-Dseeds.random=true`, as `-Pfull` has it,
 * at another place each time, which is printed.
 */
fun seed(property: String): Long =
    System.getProperty(property)?.toLong()
        ?: if (System.getProperty("seeds.random").toBoolean()) {
            Random.nextLong(1, MOST).also { println("-D$property=$it") }
        } else {
            1
        }

/** Short enough to type; tests count on from it. */
private const val MOST = 1_000_000_000L
