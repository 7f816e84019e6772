package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCandidates
import com.github.ajalt.clikt.core.NoSuchOption
import com.github.ajalt.clikt.parameters.arguments.ProcessedArgument
import com.github.ajalt.clikt.parameters.arguments.RawArgument
import com.github.ajalt.clikt.parameters.arguments.convert

/**
 * The shell asks for them when someone presses the key; no quotes, which each shell reads its way.
 */
private val REVISIONS =
    CompletionCandidates.Custom.fromStdout(
        "migrate history 2>/dev/null | cut -d\\  -f1; echo head; echo heads; echo base"
    )

private val RELATIVE = Regex("-[0-9]+")

/**
 * A target of its own kind: `-1` is one, though it looks like an option. For commands that treat
 * unknown options as arguments, so that this can tell them apart.
 */
internal fun RawArgument.target(): ProcessedArgument<String, String> =
    convert(REVISIONS) { text ->
        if (text.startsWith("-") && !RELATIVE.matches(text)) {
            val name = text.substringBefore('=')
            val known =
                context.command.registeredOptions().filterNot { it.hidden }.flatMap { it.names }
            throw NoSuchOption(name, context.suggestTypoCorrection(name, known))
        }
        text
    }
