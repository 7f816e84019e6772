package io.kmigrate.cli.output

import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.terminal.Wrapping
import io.kmigrate.failure.Causes
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import java.io.PrintStream
import java.io.PrintWriter
import java.io.StringWriter

/** How much is said, and in which form. */
internal data class OutputMode(
    val json: Boolean = false,
    val quiet: Boolean = false,
    val verbose: Boolean = false,
    val stacktrace: Boolean = false,
)

/** Data goes to standard output, everything else to standard error. */
internal class Output(private val surroundings: ProcessContext, val mode: OutputMode) {
    /** For standard output. */
    val paint: Paint = Paint.of(surroundings.stdoutIsTerminal && !mode.json, surroundings.variables)

    /** For standard error. */
    private val stderrPaint = Paint.of(surroundings.stderrIsTerminal, surroundings.variables)
    private val problems
        get() = ProblemText(stderrPaint, surroundings.stderrColumns)

    private val secrets
        get() = surroundings.secrets

    private var collector: ((Any?) -> Unit)? = null

    /** The width of a line of data; null when it goes to no terminal. */
    val columns: Int?
        get() = surroundings.stdoutColumns

    /** The whole of a command's data: [json] or, for people, [text]. */
    fun data(json: () -> Any?, text: () -> String) {
        if (mode.json) {
            json(json())
        } else {
            lines(text())
        }
    }

    /** The same for text that another program reads to the letter, unless a person looks at it. */
    fun exactData(json: () -> Any?, text: () -> String) {
        if (mode.json || surroundings.stdoutIsTerminal) {
            data(json, text)
        } else {
            text().takeIf { it.isNotEmpty() }?.let(::exactly)
        }
    }

    private fun exactly(text: String) {
        val shown = secrets.exact(text)
        surroundings.stdout.println(shown)
        if (shown != text) {
            warn(RunMessages.secretHidden())
        }
    }

    /** Gives [collector] the JSON that [work] would print. */
    fun <T> collecting(collector: (Any?) -> Unit, work: () -> T): T {
        this.collector = collector
        try {
            return work()
        } finally {
            this.collector = null
        }
    }

    /** What the data below is about, where there is more than one. */
    fun head(title: String) = lines(paint.strong(title))

    /** A command's data where the user asked for JSON in other words than --json. */
    fun json(value: Any?) {
        collector?.invoke(value) ?: print(surroundings.stdout, Json.text(shown(value)))
    }

    private fun shown(value: Any?): Any? =
        when (value) {
            is String -> secrets.shown(value)
            is Map<*, *> -> value.mapValues { shown(it.value) }
            is Collection<*> -> value.map(::shown)
            else -> value
        }

    /** A line for people about what was done; silent with --json and with --quiet. */
    fun say(line: String) {
        if (!mode.json && !mode.quiet) {
            lines(line)
        }
    }

    /** Shows a line on the terminal until the next output. Without a terminal, nothing is shown. */
    fun sayForNow(line: String) {
        if (!mode.json && !mode.quiet) {
            surroundings.temporary?.show(secrets.shown(line), Paint::shown)
        }
    }

    /** Whether [sayForNow] shows anything. */
    val isTemporary: Boolean
        get() = !mode.json && !mode.quiet && surroundings.temporary != null

    /** Takes back what [sayForNow] has said. */
    fun takeBack() {
        surroundings.temporary?.erase()
    }

    /** A line on standard error that is neither data nor failure; silent with --quiet. */
    fun note(line: String) = statement(wrapped(line))

    /** The same for SQL, which is shown as it is. */
    fun statement(sql: String) {
        if (!mode.quiet) {
            print(surroundings.stderr, stderrPaint.faint(sql))
        }
    }

    /** A line of JSON on standard error, for programs that follow a run; only with --json. */
    fun follow(value: Map<String, Any?>) {
        if (mode.json && !mode.quiet) {
            print(surroundings.stderr, Json.line(shown(value)))
        }
    }

    /** A line on standard error that is said even with --quiet. */
    fun tell(line: String) = print(surroundings.stderr, wrapped(line))

    fun warn(text: String) {
        val told = secrets.hidden(text)
        print(surroundings.stderr, wrapped("${stderrPaint.warning("warning")}: $told"))
    }

    private fun wrapped(text: String): String =
        secrets.shown(text).let { shown ->
            surroundings.stderrColumns?.let { Wrapping(it).wrapLines(shown) } ?: shown
        }

    fun warn(problem: Problem) {
        print(surroundings.stderr, problems.warning(secrets.hidden(problem)))
    }

    /** Every problem there is. With --json the document goes to standard output, as data does. */
    fun fail(failure: MigrationException) {
        val told = failure.problems().map(secrets::hidden)
        if (mode.json) {
            print(surroundings.stdout, Json.text(ProblemJson.of(told)))
        } else {
            print(surroundings.stderr, told.joinToString("\n\n") { problems.error(it) })
        }
        if (mode.stacktrace) {
            trace(failure)
        }
    }

    /** What [fail] says with --json, as a part of a document. */
    fun failureJson(failure: MigrationException): Map<String, Any?> =
        ProblemJson.of(failure.problems().map(secrets::hidden))

    /** A bug of ours: the trace is what its reporter needs. */
    fun crash(failure: Throwable) {
        val problem =
            RunMessages.bug(failure.javaClass.name, Causes.message(failure)?.lines()?.first())
        val told = secrets.hidden(problem)
        if (mode.json) {
            print(surroundings.stdout, Json.text(ProblemJson.of(listOf(told))))
        } else {
            print(surroundings.stderr, problems.error(told))
        }
        trace(failure)
    }

    private fun trace(failure: Throwable) {
        val text =
            try {
                StringWriter().also { failure.printStackTrace(PrintWriter(it)) }.toString()
            } catch (broken: Throwable) {
                "${failure.javaClass.name}: its stack trace cannot be had: ${broken.javaClass.name}"
            }
        print(surroundings.stderr, "")
        print(surroundings.stderr, stderrPaint.faint(secrets.hidden(text.trimEnd())))
    }

    private fun lines(text: String) {
        if (text.isNotEmpty()) {
            print(surroundings.stdout, text)
        }
    }

    /** Nothing else prints: see [Paint.shown]. */
    private fun print(stream: PrintStream, text: String) =
        stream.println(Paint.shown(secrets.shown(text)))
}
