package io.kmigrate.cli

import kotlin.system.exitProcess

/** Where the process starts and ends. */
internal object Main {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val surroundings = Surroundings.ofProcess()
        val interruption = Interruption()
        val end = OrderlyEnd(surroundings, interruption)
        end.install()
        val exitCode = Application(surroundings, interruption).run(arguments.toList())
        surroundings.stdout.flush()
        surroundings.stderr.flush()
        end.finished()
        exitProcess(exitCode)
    }
}
