package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option

/** What every new revision can be given besides its place. */
internal class NewRevisionOptions : OptionGroup() {
    val id by option("--rev-id", metavar = "ID", help = "Its id, instead of twelve random digits.")
    val branchLabels by
        option(
                "--branch-label",
                metavar = "LABEL",
                help = "A name for the branch it begins; may be repeated.",
            )
            .multiple()
}
