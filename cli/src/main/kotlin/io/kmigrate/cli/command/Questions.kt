package io.kmigrate.cli.command

import com.github.ajalt.mordant.rendering.AnsiLevel
import com.github.ajalt.mordant.terminal.ConversionResult
import com.github.ajalt.mordant.terminal.PrintRequest
import com.github.ajalt.mordant.terminal.Prompt
import com.github.ajalt.mordant.terminal.Terminal
import com.github.ajalt.mordant.terminal.TerminalInfo
import com.github.ajalt.mordant.terminal.TerminalInterface
import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.message.InitMessages
import io.kmigrate.cli.message.ModelMessages
import io.kmigrate.cli.output.Output
import io.kmigrate.cli.output.Paint
import io.kmigrate.failure.VisibleText

/** Asks the user at the terminal. */
internal class Questions(
    private val output: Output,
    private val surroundings: ProcessContext,
) {
    /** False in a pipe, for a program, or where nothing but data is wanted. */
    val canAsk: Boolean
        get() {
            val mode = output.mode
            return surroundings.stdinIsTerminal &&
                surroundings.stderrIsTerminal &&
                !mode.json &&
                !mode.quiet
        }

    private val terminal by lazy {
        val level = if (output.paint.isEnabled) AnsiLevel.ANSI16 else AnsiLevel.NONE
        Terminal(level, terminalInterface = Screen(surroundings))
    }

    /** What a question is about. */
    fun tell(line: String) =
        surroundings.secrets.shown(line).let {
            surroundings.stderr.println(Paint.shown(it))
        }

    /** An empty answer is no; so is the end of input. Anything else is asked again. */
    fun yes(question: String): Boolean =
        YesOrNo(VisibleText.line(question), terminal).ask() ?: false.also { tell("") }

    /**
     * An empty answer is [default], if there is one. Null at the end of input.
     *
     * @param problem why an answer cannot be taken; then the question is asked again
     */
    fun text(question: String, default: String?, problem: (String) -> String?): String? =
        Text(question, default, terminal, problem).ask().also { if (it == null) tell("") }

    /** The first choice is the answer to nothing. Null at the end of input. */
    fun choice(question: String, choices: List<String>): String? =
        text("$question [${choices.joinToString("/")}]", choices.first()) { answer ->
            InitMessages.answerOneOf(choices).takeUnless { answer in choices }
        }

    private class Text(
        question: String,
        private val fallback: String?,
        terminal: Terminal,
        private val problem: (String) -> String?,
    ) : Prompt<String>(question, terminal, fallback, promptSuffix = ": ") {
        override fun convert(input: String): ConversionResult<String> {
            val answer = input.trim().ifEmpty { fallback.orEmpty() }
            val refused = if (answer.isEmpty()) InitMessages.answerNeeded() else problem(answer)
            return refused?.let { ConversionResult.Invalid(it) } ?: ConversionResult.Valid(answer)
        }
    }

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
