package io.kmigrate.cli.command

import io.kmigrate.cli.Interruption
import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.config.SettingsReader
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.cli.output.Output
import io.kmigrate.cli.output.OutputMode
import io.kmigrate.failure.Outcome

/** One start of the command: what it was given, and how it ended. */
internal class Invocation(
    val surroundings: ProcessContext,
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

    /**
     * The databases that are meant by name, in the order of the file if all are.
     *
     * @throws io.kmigrate.failure.MigrationException when the options contradict each other
     */
    fun databases(): List<String> {
        val asked = global.databases
        if (asked.all) {
            Conflict.refuse("--all-databases", mapOf("-n" to asked.names.isNotEmpty()))
        }
        val names =
            if (!asked.all && asked.names.size < 2) asked.names
            else SettingsReader(surroundings).databases(global.config, asked.names)
        if (asked.all || names.size > 1) {
            val one = if (asked.all) "--all-databases" else "several -n"
            Conflict.refuse(one, mapOf("--url" to ("url" in global.flags)))
        } else if (asked.keepsGoing) {
            throw UsageMessages.keepGoing().exception()
        }
        return names
    }

    /**
     * Everything a command needs, for one database of the configuration, or for that of
     * `[migrate]`.
     */
    fun open(database: String?, settings: Map<String, Setting>): Session {
        val read =
            SettingsReader(surroundings, output::warn)
                .read(global.config, database, global.flags + settings)
        val file = read.file
        if (file != null && output.mode.verbose) {
            output.note(ConfigurationMessages.used(file.shown))
        }
        return Session(read, output, global.parameters, surroundings, interruption)
    }
}
