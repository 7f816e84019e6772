package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.ScriptPlace
import io.kmigrate.dsl.message.HeaderMessages
import io.kmigrate.failure.Problem
import io.kmigrate.revision.Revision

/**
 * What a script says at its top level, and on which line. The path is not known while it speaks, so
 * problems are kept until it is.
 */
internal class ScriptHeader(private val className: String) {
    private val lines = mutableMapOf<String, Int>()
    private val lists = mutableMapOf<String, List<String>>()
    private val complaints = mutableListOf<Complaint>()
    private var evaluation: Evaluation? = null

    private class Complaint(val line: Int, val problem: Problem)

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

    fun sayList(word: String, values: List<String>) {
        say(word)
        lists.putIfAbsent(word, values)
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

    fun revision(id: String, parent: String?, message: String, path: String): Revision =
        Revision(
            id,
            lists["downRevisions"] ?: listOfNotNull(parent),
            lists["dependsOn"].orEmpty(),
            lists["branchLabels"].orEmpty(),
            message,
            path,
        )

    fun timeoutProblems(word: String, text: String?, place: ScriptPlace): List<Problem> =
        listOfNotNull(
            text?.let { HeaderProblems.ofTimeout(word, it) }?.at(place.at(lines[word] ?: 0))
        )

    fun problems(id: String, parent: String?, place: ScriptPlace): List<Problem> = buildList {
        complaints.mapTo(this) { it.problem.at(place.at(it.line)) }
        fun add(word: String, problem: Problem?) {
            if (problem != null) add(problem.at(place.at(lines[word] ?: 0)))
        }
        add(
            "revision",
            if ("revision" in lines) HeaderProblems.ofId("revision id", id)
            else HeaderMessages.missingRevision(),
        )
        add("downRevision", parent?.let { HeaderProblems.ofId("downRevision", it) })
        lists["downRevisions"]?.forEach {
            add("downRevisions", HeaderProblems.ofId("downRevision", it))
        }
        add("downRevisions", lists["downRevisions"]?.let(HeaderProblems::twice))
        lists["branchLabels"]?.forEach {
            add("branchLabels", HeaderProblems.ofId("branch label", it))
        }
    }
}
