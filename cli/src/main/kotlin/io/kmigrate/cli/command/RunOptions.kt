package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.options.validate
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.UsageMessages

/** What every command can be told that changes the database. */
internal class RunOptions : OptionGroup() {
    private val timeout by
        option(
            "--lock-timeout",
            metavar = "SECONDS",
            help = "Wait this long for another migrator; 0 does not wait.",
        )
    private val tag by
        option(
                "--tag",
                metavar = "TEXT",
                help = "Store this text with each step in migrate_history, such as a release.",
            )
            .validate { require(it.length <= LONGEST_TAG) { UsageMessages.longTag(LONGEST_TAG) } }

    /**
     * Options that mean something only to a run that waits for others, and whether they are given.
     */
    val waiting: Map<String, Boolean>
        get() = mapOf("--lock-timeout" to (timeout != null))

    /** All options, and whether they are given. */
    val given: Map<String, Boolean>
        get() = waiting + ("--tag" to (tag != null))

    fun settings(): Map<String, Setting> = buildMap {
        timeout?.let { put("lock_timeout", Setting(it, "--lock-timeout")) }
        tag?.let { put("tag", Setting(it, "--tag")) }
    }

    private companion object {
        const val LONGEST_TAG = 255
    }
}
