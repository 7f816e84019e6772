package io.kmigrate.cli.scenario

import io.kmigrate.cli.Main
import io.kmigrate.cli.ProcessContext
import java.io.DataOutputStream
import java.io.EOFException
import java.io.FileDescriptor
import java.io.FileOutputStream
import java.io.InputStream
import java.io.ObjectInputStream
import java.io.PrintStream
import java.io.Serializable
import java.nio.file.Path

/**
 * One command: what a process of its own would be given.
 *
 * @property stdout the file that its output goes to; the same as [stderr] for both in one
 */
internal class CommandCall(
    val arguments: List<String>,
    val folder: String,
    val variables: HashMap<String, String>,
    val stdout: String,
    val stderr: String,
) : Serializable {
    private companion object {
        const val serialVersionUID = 1L
    }
}

/** Runs one command after another, each from its beginning to its exit code, in one process. */
internal object CommandServer {
    /** Arguments: the command's own class path. */
    @JvmStatic
    fun main(arguments: Array<String>) {
        // The command's alone: compiled scripts are known by it.
        System.setProperty("java.class.path", arguments.single())
        val calls = ObjectInputStream(System.`in`)
        val exitCodes = DataOutputStream(FileOutputStream(FileDescriptor.out))
        System.setIn(InputStream.nullInputStream())
        while (true) {
            val call =
                try {
                    calls.readObject() as CommandCall
                } catch (_: EOFException) {
                    return
                }
            exitCodes.writeInt(run(call))
            exitCodes.flush()
        }
    }

    private fun run(call: CommandCall): Int {
        val stdout = printer(call.stdout)
        val stderr = if (call.stderr == call.stdout) stdout else printer(call.stderr)
        // As the process of one command does.
        System.setOut(stderr)
        System.setErr(stderr)
        val context =
            ProcessContext(
                call.variables,
                Path.of(call.folder),
                stdout,
                stderr,
                isPlain = !isUtf8(call.variables),
            )
        return Main.run(call.arguments, context).also {
            stdout.close()
            stderr.close()
        }
    }

    private fun printer(file: String) = PrintStream(FileOutputStream(file), true, Charsets.UTF_8)

    /** As the launcher decides it. */
    private fun isUtf8(variables: Map<String, String>): Boolean =
        listOf("LC_ALL", "LC_CTYPE", "LANG")
            .firstNotNullOfOrNull { variables[it]?.ifEmpty { null } }
            .orEmpty()
            .lowercase()
            .replace("-", "")
            .endsWith("utf8")
}
