package io.kmigrate.testing

import kotlin.io.path.Path

/** How a test starts a Java of its own, which lives for seconds. */
object TestJava {
    private val java = "${Path(System.getProperty("java.home"), "bin", "java")}"

    /** Large pages where the system has them; elsewhere it says nothing of them. */
    private val largePages =
        listOf("IgnoreUnrecognizedVMOptions", "UnlockDiagnosticVMOptions").map { "-XX:+$it" } +
            listOf("-XX:-PrintWarnings", "-XX:+UseTransparentHugePages")

    /** The first words of a command. */
    val command: Array<String> =
        (listOf(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC") + largePages).toTypedArray()
}
