package io.kmigrate.cli.command

/**
 * Advice that is followed.
 *
 * @property of the message and the command that it advises, as `golden/messages.txt` has them
 * @property before what leads there
 * @property failing the command with the advice
 * @property advised the command it advises, as its text has it
 * @property typed what a reader types for it, where the text leaves something open
 * @property after commands that succeed once the advice was followed
 * @property isFailure false for a hint of a command that succeeds
 */
internal class FixCase(
    val of: String,
    val failing: String,
    val advised: String,
    val typed: String = advised.removePrefix("migrate "),
    val after: List<String> = listOf(),
    val isFailure: Boolean = true,
    val before: FixProject.() -> Unit,
)
