package io.kmigrate.cli.message

import com.github.ajalt.clikt.output.Localization

/** Sentences about a command line that cannot be understood, in place of Clikt's. */
internal object CommandLocalization : Localization {
    override fun noSuchSubcommand(name: String, possibilities: List<String>): String =
        "there is no command $name" + question(possibilities)

    override fun noSuchOption(name: String, possibilities: List<String>): String =
        "there is no option $name" + question(possibilities)

    override fun noSuchOptionWithSubCommandPossibility(name: String, subcommand: String): String =
        "option $name belongs after the command $subcommand"

    override fun extraArgumentOne(name: String): String =
        "one argument too many: ${name.trim('(', ')')}"

    override fun extraArgumentMany(name: String, count: Int): String =
        "$count arguments too many: ${name.trim('(', ')')}"

    override fun missingArgument(paramName: String): String = "the argument $paramName is missing"

    override fun helpOptionMessage(): String = "Show this help."

    private fun question(possibilities: List<String>): String =
        if (possibilities.isEmpty()) "" else "; did you mean ${possibilities.joinToString(" or ")}?"
}
