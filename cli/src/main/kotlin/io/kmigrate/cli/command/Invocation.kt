package io.kmigrate.cli.command

import io.kmigrate.cli.Interruption
import io.kmigrate.cli.Surroundings
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.config.SettingsReader
import io.kmigrate.cli.output.Output
import io.kmigrate.cli.output.OutputMode
import io.kmigrate.failure.Outcome

/** One start of the command: what it was given, and how it ended. */
internal class Invocation(
    val surroundings: Surroundings,
    val interruption: Interruption,
    guess: OutputMode,
) {
    /** What the options before the command's name said. */
    lateinit var global: GlobalValues

    /** Where failures go; a guess until the options are parsed. */
    var output: Output = Output(surroundings, guess)
        private set

    var outcome: Outcome = Outcome.DONE

    /** What the options after the command's name said: all are known now. */
    fun add(after: GlobalValues) {
        global = after.over(global)
        output = Output(surroundings, global.mode)
    }

    /** Everything a command needs. */
    fun open(settings: Map<String, Setting>): Session {
        val read =
            SettingsReader(surroundings)
                .read(global.config, global.database, global.flags + settings)
        return Session(read, output, global.parameters, surroundings, interruption)
    }
}
