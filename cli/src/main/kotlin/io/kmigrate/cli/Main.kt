package io.kmigrate.cli

import kotlin.system.exitProcess

/** Where the process starts and ends. */
internal object Main {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val surroundings = ProcessContext.ofProcess()
        if (surroundings.temporary != null) {
            // Scripts and drivers print, too.
            System.setOut(surroundings.stdout)
            System.setErr(surroundings.stderr)
        }
        exitProcess(run(arguments.toList(), surroundings))
    }

    /** The whole life of the process, short of its exit. */
    fun run(arguments: List<String>, surroundings: ProcessContext): Int {
        val interruption = Interruption()
        val end = ShutdownHook(surroundings, interruption)
        Runtime.getRuntime().addShutdownHook(end)
        val restored = HiddenArguments(surroundings.variables).restored(arguments)
        val exitCode = Application(surroundings, interruption).run(restored)
        surroundings.stdout.flush()
        surroundings.stderr.flush()
        end.finished()
        return exitCode
    }
}
