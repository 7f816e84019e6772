package io.kmigrate.cli

import java.io.InputStream
import java.io.PrintStream
import java.nio.file.Path

/**
 * Everything the command takes from the process it runs in, so that tests can give it something
 * else.
 *
 * @property folder where relative paths of the command line begin
 * @property isPlain whether the terminal is known to take ASCII only
 */
internal class ProcessContext(
    val variables: Map<String, String>,
    val folder: Path,
    val stdout: PrintStream,
    val stderr: PrintStream,
    val stdoutIsTerminal: Boolean = false,
    val stderrIsTerminal: Boolean = false,
    private val stdin: InputStream = InputStream.nullInputStream(),
    val stdinIsTerminal: Boolean = false,
    private val isPlain: Boolean = false,
) {
    /** The width help is wrapped to. */
    val columns: Int
        get() =
            (variables["COLUMNS"]?.toIntOrNull() ?: DEFAULT_COLUMNS).coerceIn(
                MIN_COLUMNS,
                MAX_COLUMNS,
            )

    /**
     * Whether the locale says that the terminal can draw: the first variable that is set decides.
     */
    val hasUnicode: Boolean
        get() {
            val locale =
                listOf("LC_ALL", "LC_CTYPE", "LANG").firstNotNullOfOrNull { name ->
                    variables[name]?.takeIf { it.isNotEmpty() }
                }
            val charset = locale.orEmpty().substringAfter('.', "").lowercase().replace("-", "")
            return !isPlain && charset.startsWith("utf8")
        }

    private val answers by lazy { stdin.bufferedReader() }

    /** What the user at the terminal types; null when there is no more. */
    fun readLine(): String? = answers.readLine()

    companion object {
        private const val DEFAULT_COLUMNS = 100
        private const val MIN_COLUMNS = 60
        private const val MAX_COLUMNS = 120

        /** This process; only its launcher can tell cheaply what is a terminal. */
        fun ofProcess(): ProcessContext {
            val terminals = System.getProperty("kmigrate.terminal", "").split(',')
            return ProcessContext(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                utf8(java.io.FileOutputStream(java.io.FileDescriptor.out)),
                utf8(java.io.FileOutputStream(java.io.FileDescriptor.err)),
                "out" in terminals,
                "err" in terminals,
                System.`in`,
                "in" in terminals,
                "ascii" in terminals,
            )
        }

        private fun utf8(stream: java.io.OutputStream) =
            PrintStream(java.io.BufferedOutputStream(stream), true, Charsets.UTF_8)
    }
}
