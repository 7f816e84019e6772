package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCandidates
import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.convert
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.output.OutputMode

/** What every command understands, before its name as well as after it. */
internal class GlobalOptions : OptionGroup("Global options") {
    private val config by
        option(
            "-c",
            "--config",
            metavar = "FILE",
            help = "Configuration file. Default: migrate.toml in this folder.",
            completionCandidates = CompletionCandidates.Path,
        )
    private val databases by
        option(
                "-n",
                "--name",
                metavar = "NAME",
                help = "Use the database of section [databases.NAME]; may be repeated.",
            )
            .multiple()
    private val allDatabases by
        option(
                "--all-databases",
                help = "Use the databases of all such sections, one after the other.",
            )
            .flag()
    private val keepGoing by
        option("--keep-going", help = "With several databases: continue after one fails.").flag()
    private val url by
        option(
            "--url",
            metavar = "URL",
            help = "Database URL: postgresql://user@host/name, sqlite:file, jdbc:…",
        )
    private val scripts by
        option(
                "--scripts",
                metavar = "DIR",
                help = "Folder of migration scripts, or jar of a bundle; may be repeated.",
                completionCandidates = CompletionCandidates.Path,
            )
            .multiple()
    private val parameters by
        option("-x", metavar = "KEY=VALUE", help = "Parameter for the scripts; may be repeated.")
            .convert { text -> text.substringBefore('=') to text.substringAfter('=', "") }
            .multiple()
    private val json by option("--json", help = "Print JSON, also for failures.").flag()
    private val quiet by option("-q", "--quiet", help = "Print only data and errors.").flag()
    private val verbose by
        option("-v", "--verbose", help = "Print details, and SQL statements as they run.").flag()
    private val stacktrace by
        option("--stacktrace", help = "Show the stack trace of a failure.").flag()

    fun values(): GlobalValues =
        GlobalValues(
            config,
            Databases(databases.distinct(), allDatabases, keepGoing),
            buildMap {
                url?.let { put("url", Setting(it, "--url")) }
                if (scripts.isNotEmpty()) put("scripts", Setting(scripts, "--scripts"))
            },
            parameters.toMap(),
            OutputMode(json, quiet, verbose, stacktrace),
        )
}

/**
 * Which databases of the configuration are meant; that of `[migrate]` when neither says so.
 *
 * @property names as given, or none
 */
internal class Databases(val names: List<String>, val all: Boolean, val keepsGoing: Boolean) {
    fun over(before: Databases): Databases =
        Databases(
            names.ifEmpty { before.names },
            all || before.all,
            keepsGoing || before.keepsGoing,
        )
}

/** What the global options said. */
internal class GlobalValues(
    val config: String?,
    val databases: Databases,
    val flags: Map<String, Setting>,
    val parameters: Map<String, String>,
    val mode: OutputMode,
) {
    /** These, where they say something, over those [before] the command. */
    fun over(before: GlobalValues): GlobalValues =
        GlobalValues(
            config ?: before.config,
            databases.over(before.databases),
            before.flags + flags,
            before.parameters + parameters,
            OutputMode(
                mode.json || before.mode.json,
                mode.quiet || before.mode.quiet,
                mode.verbose || before.mode.verbose,
                mode.stacktrace || before.mode.stacktrace,
            ),
        )
}
