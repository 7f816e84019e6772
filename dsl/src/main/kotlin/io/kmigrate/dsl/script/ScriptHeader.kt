package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.ScriptPlace
import io.kmigrate.dsl.message.HeaderMessages
import io.kmigrate.failure.Problem
import io.kmigrate.operation.Limits
import io.kmigrate.revision.OnlineMode
import io.kmigrate.revision.Revision
import java.time.Duration
import kotlin.jvm.optionals.getOrNull

/**
 * What a script says at its top level, and on which line. The path is not known while it speaks, so
 * problems are kept until it is.
 */
internal class ScriptHeader(private val className: String) {
    private val lines = mutableMapOf<String, Int>()
    private val said = mutableMapOf<String, List<String>>()
    private val complaints = mutableListOf<Complaint>()
    private var evaluation: Evaluation? = null

    private class Complaint(val line: Int, val problem: Problem)

    /** The text that [word] was last set to. */
    fun text(word: String): String? = said[word]?.firstOrNull()

    fun say(word: String) {
        val line = ScriptPlace.lineOf(className)
        val running = evaluation
        if (running != null) {
            running.problems += HeaderMessages.misplaced(word).at(running.place.at(line))
            return
        }
        if (lines.putIfAbsent(word, line) != null) {
            complaints += Complaint(line, HeaderMessages.repeated(word))
        }
        HeaderProblems.conflicts
            .filter { word in it.words && it.words.all(lines::containsKey) && lines[word] == line }
            .forEach { complaints += Complaint(line, it.problem) }
    }

    fun sayText(word: String, value: String?) {
        say(word)
        said[word] = listOfNotNull(value)
    }

    fun sayList(word: String, values: List<String>) {
        say(word)
        said.putIfAbsent(word, values)
        if (values.isEmpty()) {
            complaints += Complaint(ScriptPlace.lineOf(className), HeaderMessages.emptyList(word))
        }
    }

    /** Runs [work]; a top-level word inside it is a problem of [current]. */
    fun evaluating(current: Evaluation, work: () -> Unit) {
        evaluation = current
        try {
            work()
        } finally {
            evaluation = null
        }
    }

    fun revision(path: String): Revision = HeaderWords.revision(said, path)

    fun environments(): Set<String> = said["onlyIn"].orEmpty().toSet()

    fun limits(): Limits = Limits(timeout("lockTimeout"), timeout("statementTimeout"))

    fun online(): OnlineMode? = text("online")?.let { OnlineMode.of(it).getOrNull() }

    private fun timeout(word: String): Duration? =
        text(word)?.let { Limits.duration(it).getOrNull() }

    /** In no order: the lines tell it. */
    fun problems(place: ScriptPlace): List<Problem> = buildList {
        complaints.mapTo(this) { it.problem.at(place.at(it.line)) }
        fun add(word: String, problem: Problem?) {
            if (problem != null) add(problem.at(place.at(lines[word] ?: 0)))
        }
        if ("revision" !in lines) {
            add("revision", HeaderMessages.missingRevision())
        }
        for ((word, what) in HeaderWords.ids) {
            said[word]?.forEach { add(word, HeaderProblems.ofId(what, it)) }
        }
        add("downRevisions", said["downRevisions"]?.let(HeaderProblems::twice))
        add("online", text("online")?.let(HeaderProblems::ofOnline))
        if (said["onlyIn"].orEmpty().any { it.isBlank() }) {
            add("onlyIn", HeaderMessages.emptyEnvironment())
        }
        for (word in TIMEOUTS) {
            add(word, text(word)?.let { HeaderProblems.ofTimeout(word, it) })
        }
    }

    private companion object {
        val TIMEOUTS = listOf("lockTimeout", "statementTimeout")
    }
}
