package io.kmigrate.cli

import io.kmigrate.cli.terminal.CheckedStream
import io.kmigrate.cli.terminal.TemporaryLine
import io.kmigrate.cli.terminal.TerminalWidth
import java.io.FileDescriptor
import java.io.FileOutputStream
import java.io.InputStream
import java.io.OutputStream
import java.io.PrintStream
import java.nio.file.Path

/**
 * Everything the command takes from the process it runs in, so that tests can give it something
 * else.
 *
 * @property folder where relative paths of the command line begin
 * @property isPlain whether the terminal is known to take ASCII only
 * @property temporary null where nothing that is printed can be erased
 * @property arrived whether what was printed on standard output could be written; null where nobody
 *   needs to know
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
    private val width: TerminalWidth = TerminalWidth(null),
    val temporary: TemporaryLine? = null,
    val arrived: CheckedStream? = null,
) {
    /** Nothing that is printed holds one of them. */
    val secrets: KnownSecrets = KnownSecrets(variables)

    /** The width help is wrapped to: that of the terminal, if there is one. */
    val columns: Int
        get() =
            (width.columns() ?: variables["COLUMNS"]?.toIntOrNull() ?: DEFAULT_COLUMNS).coerceIn(
                MIN_COLUMNS,
                MAX_COLUMNS,
            )

    /** The width of lines on standard output; null when it goes to no terminal. */
    val stdoutColumns: Int?
        get() = if (stdoutIsTerminal) width.columns() else null

    /** The width messages are wrapped to; null when they are not for a terminal. */
    val stderrColumns: Int?
        get() = if (stderrIsTerminal && width.columns() != null) columns else null

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
        private const val MIN_COLUMNS = 20
        private const val MAX_COLUMNS = 120

        /** No variables and no terminal, for texts that are the same everywhere. */
        fun nowhere(
            stdout: PrintStream = PrintStream(OutputStream.nullOutputStream())
        ): ProcessContext = ProcessContext(emptyMap(), Path.of("").toAbsolutePath(), stdout, stdout)

        /** Where a terminal does not tell its width. */
        private const val NARROW_COLUMNS = 80

        /** This process; only its launcher can tell cheaply what is a terminal. */
        fun ofProcess(): ProcessContext {
            val terminals = System.getProperty("kmigrate.terminal", "").split(',')
            val variables = System.getenv()
            val width = TerminalWidth.ofProcess()
            val stdout = CheckedStream(FileOutputStream(FileDescriptor.out))
            val stderr = FileOutputStream(FileDescriptor.err)
            val temporary =
                if ("out" in terminals && canErase(variables))
                    TemporaryLine(utf8(stdout)) { width.columns() ?: NARROW_COLUMNS }
                else null
            return ProcessContext(
                variables,
                Path.of("").toAbsolutePath(),
                utf8(temporary?.guard(stdout) ?: stdout),
                utf8(temporary?.guard(stderr) ?: stderr),
                "out" in terminals,
                "err" in terminals,
                System.`in`,
                "in" in terminals,
                "ascii" in terminals,
                width,
                temporary,
                stdout,
            )
        }

        private fun canErase(variables: Map<String, String>): Boolean {
            val name = variables["TERM"]
            return !name.isNullOrEmpty() && name != "dumb"
        }

        private fun utf8(stream: java.io.OutputStream) =
            PrintStream(java.io.BufferedOutputStream(stream), true, Charsets.UTF_8)
    }
}
