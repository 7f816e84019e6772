package io.kmigrate.cli

import kotlin.system.exitProcess

/** Where the process starts and ends. */
internal object Main {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val surroundings = Surroundings.ofProcess()
        exitProcess(
            run(HiddenArguments(surroundings.variables).restored(arguments.toList()), surroundings)
        )
    }

    /** The whole life of the process, short of its exit. */
    fun run(arguments: List<String>, surroundings: Surroundings): Int {
        val interruption = Interruption()
        val end = OrderlyEnd(surroundings, interruption)
        Runtime.getRuntime().addShutdownHook(end)
        val exitCode = Application(surroundings, interruption).run(arguments)
        surroundings.stdout.flush()
        surroundings.stderr.flush()
        end.finished()
        return exitCode
    }
}
