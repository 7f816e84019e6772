package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting

/** How commands run operations on tables that others use. */
internal class OnlineOptions : OptionGroup() {
    private val online by
        option(
            "--online",
            metavar = "MODE",
            help =
                "Run operations in parts that let others work: auto (on large tables), always, never.",
        )

    fun settings(): Map<String, Setting> =
        online?.let { mapOf("online" to Setting(it, "--online")) }.orEmpty()
}
