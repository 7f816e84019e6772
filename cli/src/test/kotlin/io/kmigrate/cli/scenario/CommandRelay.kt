package io.kmigrate.cli.scenario

import java.io.DataInputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.SocketException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.concurrent.thread
import kotlin.io.path.writeText

/**
 * A `migrate` for lines that need a shell. It hands the command to the process of its folder, and
 * prints what that printed.
 *
 * @param launcher the distribution's own, for all that such a process cannot be given
 * @param given what an environment must hold for a shared process
 * @property folder whose `migrate` it is, for a `PATH`
 */
internal class CommandRelay(
    launcher: Path,
    folders: Path,
    given: Map<String, String>,
    private val run: (CommandCall) -> Int,
) : AutoCloseable {
    private val server = ServerSocket(0, 0, InetAddress.getLoopbackAddress())
    val folder: Path = Files.createTempDirectory("relay")

    init {
        val conditions =
            CommandProcesses.OF_PROCESS.sorted().joinToString("") {
                " && \${$it-} == '${given[it].orEmpty()}'"
            }
        val script = folder.resolve("migrate")
        script.writeText(
            """
            |#!/usr/bin/env bash
            |if ! [[ ${'$'}{PWD%/*} == '$folders'$conditions ]]; then
            |  exec '$launcher' "$@"
            |fi
            |out=$folder/$$.out
            |err=$folder/$$.err
            |[[ /proc/self/fd/1 -ef /proc/self/fd/2 ]] && err=${'$'}out
            |exec 3<>/dev/tcp/127.0.0.1/${server.localPort}
            |{
            |  printf '%s\0' "${'$'}PWD" "${'$'}out" "${'$'}err" "$#" "$@"
            |  env -0
            |  printf '\0'
            |} >&3
            |read -r code <&3
            |cat "${'$'}out"
            |[[ ${'$'}err == "${'$'}out" ]] || cat "${'$'}err" >&2
            |exit "${'$'}code"
            |"""
                .trimMargin()
        )
        check(script.toFile().setExecutable(true))
        thread(isDaemon = true, name = "relay") {
            try {
                while (true) {
                    val client = server.accept()
                    thread(isDaemon = true) { client.use(::answer) }
                }
            } catch (_: SocketException) {
                // Closed.
            }
        }
    }

    private fun answer(client: Socket) {
        val input = DataInputStream(client.getInputStream().buffered())
        val (place, out, err) = List(3) { text(input) }
        val arguments = List(text(input).toInt()) { text(input) }
        val variables = HashMap<String, String>()
        generateSequence { text(input).ifEmpty { null } }
            .forEach { variables[it.substringBefore('=')] = it.substringAfter('=') }
        val exitCode = run(CommandCall(arguments, place, variables, out, err))
        client.getOutputStream().write("$exitCode\n".toByteArray())
    }

    /** Up to the next zero. */
    private fun text(input: DataInputStream): String = generateSequence {
        input.readByte().takeIf { it != 0.toByte() }
    }
        .toList()
        .toByteArray()
        .toString(Charsets.UTF_8)

    override fun close() {
        server.close()
        folder.toFile().deleteRecursively()
    }

    companion object {
        /**
         * What is about the process itself, its standard input, where its output ends, and
         * variables that scripts may read.
         */
        private val OF_PROCESS =
            Regex(
                """[^&>]&[^&0-9>-]|&$|[^<]<[^<]|\|[^|;&]*\bmigrate\b|>&-|/dev/full|""" +
                    """\b(bash|command|exec|kill|mkfifo|nohup|script|timeout|trap|ulimit)\b|""" +
                    """\b(?!MIGRATE_)[A-Z][A-Z_]*="""
            )

        /** Whether a line does the same where its commands run in the process of the folder. */
        fun plays(line: String): Boolean = !OF_PROCESS.containsMatchIn(line)
    }
}
