package io.kmigrate.dsl.host

import java.util.Properties

/** What this build is made with: part of every cache key. */
internal object Build {
    private val values =
        Properties().apply {
            Build::class.java.getResourceAsStream("build.properties").use { load(it) }
        }

    /** Kmigrate's own version. */
    val version: String = values.getProperty("version")

    /** The compiler's version. */
    val kotlin: String = values.getProperty("kotlin")
}
