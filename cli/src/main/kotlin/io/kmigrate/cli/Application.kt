package io.kmigrate.cli

import com.github.ajalt.clikt.core.CliktError
import com.github.ajalt.clikt.core.CoreCliktCommand
import com.github.ajalt.clikt.core.MultiUsageError
import com.github.ajalt.clikt.core.PrintHelpMessage
import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.core.parse
import com.github.ajalt.clikt.output.ParameterFormatter
import io.kmigrate.cli.command.Invocation
import io.kmigrate.cli.command.MigrateCommand
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.cli.output.OutputMode
import io.kmigrate.cli.output.Paint
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.failure.Problem

/** The whole command: arguments in, exit code out. */
internal class Application(
    private val surroundings: ProcessContext,
    private val interruption: Interruption = Interruption(),
) {
    fun run(arguments: List<String>): Int {
        surroundings.secrets.addArguments(arguments)
        val guess =
            OutputMode(json = "--json" in arguments, stacktrace = "--stacktrace" in arguments)
        val invocation = Invocation(surroundings, interruption, guess)
        val command = MigrateCommand(invocation, arguments)
        return try {
            command.parse(arguments)
            invocation.outcome.exitCode()
        } catch (error: UsageError) {
            invocation.output.fail(MigrationException(problems(error), null))
            Outcome.USAGE.exitCode()
        } catch (message: CliktError) {
            say(command, message)
        } catch (failure: MigrationException) {
            if (interruption.isWanted) interrupted(failure) else failed(invocation, failure)
        } catch (_: InterruptedRunException) {
            INTERRUPTED
        } catch (bug: Exception) {
            if (interruption.isWanted) INTERRUPTED else crashed(invocation, bug)
        } catch (bug: Error) {
            crashed(invocation, bug)
        }
    }

    /** The failure that the interruption has brought about knows what the database has now. */
    private fun interrupted(failure: MigrationException): Int {
        interruption.state = failure.problems().firstNotNullOfOrNull { it.facts().state() }
        return INTERRUPTED
    }

    private fun failed(invocation: Invocation, failure: MigrationException): Int {
        invocation.output.fail(failure)
        return failure.outcome().exitCode()
    }

    private fun crashed(invocation: Invocation, bug: Throwable): Int {
        invocation.output.crash(bug)
        return Outcome.FAILED.exitCode()
    }

    /** Help, versions and the like. */
    private fun say(command: CoreCliktCommand, message: CliktError): Int {
        val isError = message is PrintHelpMessage && message.error
        val stream = if (isError) surroundings.stderr else surroundings.stdout
        command.getFormattedHelp(message)?.let {
            stream.println(Paint.shown(surroundings.secrets.shown(it)))
        }
        return if (isError) Outcome.USAGE.exitCode() else message.statusCode
    }

    private fun problems(error: UsageError): List<Problem> =
        ((error as? MultiUsageError)?.errors ?: listOf(error)).map(::problem)

    private fun problem(error: UsageError): Problem {
        val context = error.context
        val message =
            context?.let { error.formatMessage(it.localization, PlainNames) }
                ?: error.message.orEmpty()
        val command = context?.commandNameWithParents()?.joinToString(" ") ?: "migrate"
        return UsageMessages.notUnderstood(message.removeSuffix("."), command)
    }

    private object PlainNames : ParameterFormatter {
        override fun formatOption(name: String): String = name

        override fun formatArgument(name: String): String = name.uppercase()

        override fun formatSubcommand(name: String): String = name
    }

    private companion object {
        const val INTERRUPTED = 130
    }
}
