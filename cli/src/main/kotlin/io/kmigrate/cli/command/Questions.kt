package io.kmigrate.cli.command

import com.github.ajalt.mordant.rendering.AnsiLevel
import com.github.ajalt.mordant.terminal.ConversionResult
import com.github.ajalt.mordant.terminal.PrintRequest
import com.github.ajalt.mordant.terminal.Prompt
import com.github.ajalt.mordant.terminal.Terminal
import com.github.ajalt.mordant.terminal.TerminalInfo
import com.github.ajalt.mordant.terminal.TerminalInterface
import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.message.ModelMessages
import io.kmigrate.cli.output.Paint
import io.kmigrate.failure.VisibleText

/** Asks the user at the terminal. */
internal class Questions(private val session: Session) {
    /** False in a pipe, for a program, or where nothing but data is wanted. */
    val canAsk: Boolean
        get() {
            val mode = session.output.mode
            val surroundings = session.surroundings
            return surroundings.stdinIsTerminal &&
                surroundings.stderrIsTerminal &&
                !mode.json &&
                !mode.quiet
        }

    private val terminal by lazy {
        val level = if (session.output.paint.isEnabled) AnsiLevel.ANSI16 else AnsiLevel.NONE
        Terminal(level, terminalInterface = Screen(session.surroundings))
    }

    /** What a question is about. */
    fun tell(line: String) =
        session.surroundings.secrets.shown(line).let {
            session.surroundings.stderr.println(Paint.shown(it))
        }

    /** An empty answer is no; so is the end of input. Anything else is asked again. */
    fun yes(question: String): Boolean =
        YesOrNo(VisibleText.line(question), terminal).ask() ?: false.also { tell("") }

    private class YesOrNo(question: String, terminal: Terminal) :
        Prompt<Boolean>(
            question,
            terminal,
            default = false,
            showDefault = false,
            choices = listOf(true, false),
            promptSuffix = " ",
        ) {
        override fun makePromptChoices(): String = "[y/N]"

        override fun convert(input: String): ConversionResult<Boolean> =
            when (input.trim().lowercase()) {
                "y",
                "yes" -> ConversionResult.Valid(true)
                "",
                "n",
                "no" -> ConversionResult.Valid(false)
                else -> ConversionResult.Invalid(ModelMessages.answerYesOrNo())
            }
    }

    /** Questions go where messages go: what is on standard output is for the next program. */
    private class Screen(private val surroundings: ProcessContext) : TerminalInterface {
        override fun info(
            ansiLevel: AnsiLevel?,
            hyperlinks: Boolean?,
            outputInteractive: Boolean?,
            inputInteractive: Boolean?,
        ): TerminalInfo =
            TerminalInfo(
                ansiLevel ?: AnsiLevel.NONE,
                ansiHyperLinks = false,
                outputInteractive = true,
                inputInteractive = true,
                supportsAnsiCursor = false,
            )

        override fun completePrintRequest(request: PrintRequest) {
            surroundings.stderr.print(surroundings.secrets.shown(request.text))
            if (request.trailingLinebreak) surroundings.stderr.println()
            surroundings.stderr.flush()
        }

        override fun readLineOrNull(hideInput: Boolean): String? = surroundings.readLine()
    }
}
