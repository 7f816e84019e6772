package io.kmigrate.cli

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.Output
import io.kmigrate.cli.output.OutputMode
import io.kmigrate.failure.Outcome
import kotlin.system.exitProcess

/** Where the process starts and ends. */
internal object Main {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val surroundings = ProcessContext.ofProcess()
        // Scripts and drivers print, too. Standard output is for data, which the next program may
        // run.
        System.setOut(surroundings.stderr)
        System.setErr(surroundings.stderr)
        exitProcess(run(arguments.toList(), surroundings))
    }

    /** The whole life of the process, short of its exit. */
    fun run(arguments: List<String>, surroundings: ProcessContext): Int {
        val interruption = Interruption()
        val end = ShutdownHook(surroundings, interruption, isJson = "--json" in arguments)
        Runtime.getRuntime().addShutdownHook(end)
        val restored = HiddenArguments(surroundings.variables).restored(arguments)
        val exitCode = Application(surroundings, interruption).run(restored)
        surroundings.stdout.flush()
        val whole = arrived(exitCode, surroundings)
        surroundings.stderr.flush()
        end.finished()
        return whole
    }

    /** A command that did all it should has still failed where its output is not whole. */
    private fun arrived(exitCode: Int, surroundings: ProcessContext): Int {
        val stdout = surroundings.arrived
        val failure = stdout?.failure
        if (failure == null || stdout.isClosedByReader) {
            return exitCode
        }
        val problem = RunMessages.outputLost(failure.message ?: failure.javaClass.simpleName)
        Output(surroundings, OutputMode()).fail(problem.exception())
        return if (exitCode == 0) Outcome.FAILED.exitCode() else exitCode
    }
}
