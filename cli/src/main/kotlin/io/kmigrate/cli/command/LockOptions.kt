package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting

/** How long a command that changes the database waits for another one. */
internal class LockOptions : OptionGroup() {
    private val timeout by
        option(
            "--lock-timeout",
            metavar = "SECONDS",
            help = "How long to wait for another migrator; 0 not at all.",
        )

    fun settings(): Map<String, Setting> =
        timeout?.let { mapOf("lock_timeout" to Setting(it, "--lock-timeout")) }.orEmpty()
}
