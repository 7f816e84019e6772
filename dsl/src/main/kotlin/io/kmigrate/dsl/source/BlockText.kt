package io.kmigrate.dsl.source

import io.kmigrate.revision.Guard
import io.kmigrate.revision.ScriptOperation
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/** Operations as the calls that describe them, in the blocks that say where and when they run. */
@API(status = INTERNAL, since = "0.1")
public object BlockText {
    /**
     * The calls and blocks, in their order; each may have several lines.
     *
     * @throws IllegalArgumentException for a step that is code
     */
    public fun of(operations: List<ScriptOperation>): List<String> = of(operations, Word.entries)

    /** The words around operations, the outer ones first. */
    private enum class Word(val of: (ScriptOperation) -> Any?, val head: (Any) -> String) {
        ON(
            { it.databases().ifEmpty { null } },
            { databases -> call("on", literals((databases as Set<*>).map { "$it" })) },
        ),
        ONLY_IF({ it.guard() }, { guard -> guardText(guard as Guard) }),
        UNSAFE({ it.unsafe() }, { reason -> call("unsafe", literal("$reason")) }),
    }

    private fun of(operations: List<ScriptOperation>, words: List<Word>): List<String> {
        val word = words.firstOrNull() ?: return OperationText.of(operations.map { it.operation() })
        return neighbours(operations, word).flatMap { inside ->
            val calls = of(inside, words.drop(1))
            val said = word.of(inside.first())
            if (said == null) calls
            else
                listOf(
                    (listOf("${word.head(said)} {") + calls.map(::indented) + "}").joinToString(
                        "\n"
                    )
                )
        }
    }

    private fun neighbours(
        operations: List<ScriptOperation>,
        word: Word,
    ): List<List<ScriptOperation>> {
        val result = mutableListOf<MutableList<ScriptOperation>>()
        for (operation in operations) {
            val last = result.lastOrNull()
            if (last != null && word.of(last.first()) == word.of(operation)) last += operation
            else result += mutableListOf(operation)
        }
        return result
    }

    /**
     * What opens the blocks around operations for some databases and under a condition, the outer
     * one first.
     */
    internal fun heads(databases: Set<String>, guard: Guard?): List<String> =
        listOfNotNull(
            databases.ifEmpty { null }?.let(Word.ON.head),
            guard?.let(Word.ONLY_IF.head),
        )

    private fun guardText(guard: Guard): String {
        val query = guard.query() ?: return "onlyIfMissing"
        return call("onlyIf", sqlText(query), named("equals", value(guard.expected())))
    }

    private fun indented(call: String): String =
        call.lines().joinToString("\n") { if (it.isEmpty()) it else "    $it" }
}
