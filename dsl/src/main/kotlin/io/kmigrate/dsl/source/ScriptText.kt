package io.kmigrate.dsl.source

import io.kmigrate.compare.Change
import io.kmigrate.dsl.script.HeaderWords
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.Revision
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter

/**
 * A script's text: its header, and what it does when that is known.
 *
 * @param content nothing yet when it is null
 * @param now when it was made
 */
internal class ScriptText(
    private val revision: Revision,
    private val content: ScriptContent?,
    private val now: ZonedDateTime,
) {
    /** A script that looks as [template] says. */
    fun of(template: ScriptTemplate): String = template.fill(parts(), values())

    private fun parts(): Map<String, (Int) -> List<String>> =
        mapOf(
            "header" to { _ -> header() },
            "upgrade" to { _ -> block("upgrade", operations(STEP), content == null) },
            "operations" to ::operations,
            "downgrade" to { _ -> downgrade() },
        )

    private fun values(): Map<String, String> =
        mapOf(
                "revision" to revision.id(),
                "downRevision" to revision.parents().joinToString(", ").ifEmpty { "base" },
                "message" to revision.message(),
                "branchLabels" to revision.branchLabels().joinToString(", "),
                "dependsOn" to revision.dependsOn().joinToString(", "),
                "date" to now.toLocalDate().toString(),
                "time" to now.format(TIME),
                "year" to now.year.toString(),
            )
            .mapValues { (_, value) -> commentText(value) }

    private fun header(): List<String> =
        HeaderWords.of(revision).map { (word, values) ->
            if (word in HeaderWords.lists) "$word(${literals(values)})"
            else "$word = ${literal(values.single())}"
        }

    private fun operations(indent: Int): List<String> =
        content
            ?.let { known ->
                leftOut(known.leftOut, indent) + asserted(known.assertion, known.up, indent)
            }
            .orEmpty()

    private fun asserted(why: String?, up: List<Change>, indent: Int): List<String> {
        if (why == null) return parts(up.flatMap(::steps), indent)
        val space = " ".repeat(indent)
        return listOf("${space}unsafe(${literal(why)}) {") +
            parts(up.flatMap(::steps), indent + STEP) +
            listOf("$space}")
    }

    private fun leftOut(sentences: List<String>, indent: Int): List<String> =
        if (sentences.isEmpty()) emptyList()
        else
            (listOf(
                    "The database also has what only execute can make; where it is needed, say it here:"
                ) + sentences.map { "- ${commentText(it)}" })
                .flatMap { CallLayout.comment(it, indent) }

    private fun downgrade(): List<String> =
        when {
            content != null ->
                block(
                    "downgrade",
                    lasting(content) + parts(content.down.flatMap { steps(it) }, STEP),
                    false,
                )
            revision.parents().size < 2 ->
                // An empty block would be a downgrade that reverts nothing.
                listOf(
                    "// Reverted by the inverse operations, if each has one. Otherwise write downgrade { }",
                    "// or irreversible(\"why\").",
                )
            else -> emptyList()
        }

    private fun lasting(content: ScriptContent): List<String> =
        content.lasting.flatMap {
            CallLayout.comment(
                "${if (it is ExecuteSql) it.sql() else OperationDescription.of(it).headline()} stays: nothing reverts it.",
                STEP,
            )
        }

    private companion object {
        const val STEP = 4

        /**
         * The longest calls, of indexes and foreign keys with all they can have, take some 200
         * bytes.
         */
        const val MOST = 250
        val TIME: DateTimeFormatter = DateTimeFormatter.ofPattern("HH:mm:ss xxx")

        /** On one line, and ending no comment. */
        fun commentText(value: String): String =
            value.replace(Regex("""\s+"""), " ").replace("*/", "* /")

        fun block(word: String, lines: List<String>, isToFillIn: Boolean): List<String> =
            if (lines.isEmpty() && !isToFillIn) listOf("$word {}")
            else listOf("$word {") + lines + "}"

        /** A call, with a comment on the first of several. */
        class Step(private val comment: String?, private val call: String) {
            fun lines(indent: Int): List<String> =
                comment?.let { CallLayout.comment(it, indent) }.orEmpty() +
                    CallLayout.of(call, indent)
        }

        fun steps(change: Change): List<Step> =
            steps(
                change.operation(),
                change.danger()?.let { "${it.replaceFirstChar(Char::uppercase)}." },
            )

        fun steps(operation: Operation, comment: String? = null): List<Step> =
            OperationText.of(listOf(operation)).mapIndexed { place, call ->
                Step(comment.takeIf { place == 0 }, call)
            }

        /** Many of them in functions, since a method of Java holds 64 kB. */
        fun parts(steps: List<Step>, indent: Int): List<String> {
            if (steps.size <= MOST) return steps.flatMap { it.lines(indent) }
            val space = " ".repeat(indent)
            return steps.chunked(MOST).flatMapIndexed { index, part ->
                val name = "part${index + 1}()"
                listOf("${space}fun $name {") +
                    part.flatMap { it.lines(indent + STEP) } +
                    listOf("$space}", "$space$name")
            }
        }
    }
}
