package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option

/** What every new revision can be given besides its place. */
internal class NewRevisionOptions : OptionGroup() {
    val id by
        option("--rev-id", metavar = "ID", help = "Use this id instead of twelve random digits.")
    val branchLabels by
        option(
                "--branch-label",
                metavar = "LABEL",
                help = "Label of the branch that starts here; may be repeated.",
            )
            .multiple()
}
