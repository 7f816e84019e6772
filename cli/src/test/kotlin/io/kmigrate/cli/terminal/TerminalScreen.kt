package io.kmigrate.cli.terminal

import io.kotest.core.test.Enabled
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * A pseudo-terminal with a terminal emulator behind it, which is tmux: what it shows is what a user
 * sees.
 *
 * @param environment of all commands
 */
internal class TerminalScreen(
    val place: Path,
    columns: Int,
    environment: Map<String, String>,
) : AutoCloseable {
    // The path of a socket must be short.
    private val folder = Files.createTempDirectory("tmux")
    private val socket = folder.resolve("s").toString()
    private val environment = environment + ("SHELL" to "/bin/sh")

    init {
        tmux("-u", "new-session", "-d", "-x", "$columns", "-y", "$ROWS", "cat")
    }

    /** Runs a command of the shell on an empty screen, to its end. */
    fun run(command: String): String {
        start(command)
        tmux("wait-for", "end")
        return text()
    }

    /** The same, without waiting for the end. */
    fun start(command: String) {
        tmux("respawn-pane", "-k", "trap : INT; $command; tmux wait-for -S end; cat")
    }

    /** Waits for the command that [start] began. */
    fun end(): String {
        tmux("wait-for", "end")
        return text()
    }

    /**
     * The rows as they are now.
     *
     * @param options such as `-e`, with colours, and `-J`, with lines that the terminal broke put
     *   together again
     */
    fun text(vararg options: String): String =
        tmux("capture-pane", "-p", *options).lines().joinToString("\n") { it.trimEnd() }.trimEnd()

    /** The screen, once it holds [text]. */
    fun await(text: String): String {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
        while (true) {
            val now = text()
            if (text in now) return now
            check(System.nanoTime() < end) { "the screen does not show $text:\n$now" }
            Thread.sleep(POLL_MILLIS)
        }
    }

    fun resize(columns: Int) = tmux("resize-window", "-x", "$columns", "-y", "$ROWS")

    fun press(key: String) = tmux("send-keys", key)

    private fun tmux(vararg arguments: String): String {
        val process =
            ProcessBuilder(listOf("tmux", "-S", socket, "-f", "/dev/null") + arguments)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .also {
                    it.environment().keys.removeIf { name -> name == "TMUX" }
                    it.environment() += environment
                }
                .start()
        process.outputStream.close()
        val text = process.inputStream.bufferedReader().readText()
        check(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) { "tmux does not end" }
        check(process.exitValue() == 0) { "tmux ${arguments.toList()}: $text" }
        return text
    }

    override fun close() {
        tmux("kill-server")
        folder.toFile().deleteRecursively()
    }

    companion object {
        private const val ROWS = 60
        private const val PATIENCE_SECONDS = 120L
        private const val POLL_MILLIS = 30L

        fun isAvailable(): Enabled =
            try {
                ProcessBuilder("tmux", "-V").start().waitFor()
                Enabled.enabled
            } catch (_: java.io.IOException) {
                Enabled.disabled("tmux is not installed")
            }
    }
}
