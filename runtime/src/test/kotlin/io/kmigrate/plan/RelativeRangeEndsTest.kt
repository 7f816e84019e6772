package io.kmigrate.plan

import io.kmigrate.failure.MigrationException
import io.kmigrate.graph.TargetRange
import io.kmigrate.graph.graph
import io.kmigrate.history.History
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class RelativeRangeEndsTest :
    FunSpec({
        val line =
            "line1, line1 <- line2, line2 <- line3, line3 <- line4, line4 <- line5, line5 <- line6"
        val fork =
            "root0, root0 <- left1 @left, left1 <- left2, root0 <- right1 @right, right1 <- right2"

        /**
         * Graph, what is applied, the range, and what is in it, newest first, or the error's code.
         */
        data class Case(
            val drawing: String,
            val rows: List<String>,
            val range: String,
            val answer: String,
        )

        val cases =
            listOf(
                Case(line, emptyList(), "line2+2:", "line6 line5 line4"),
                Case(line, emptyList(), "line4-2:line4", "line4 line3 line2"),
                Case(line, emptyList(), "line2+1:line5-1", "line4 line3"),
                Case(line, emptyList(), "line2-1:line2+1", "line3 line2 line1"),
                Case(line, emptyList(), ":line2+1", "line3 line2 line1"),
                Case(line, emptyList(), "head-1:", "line6 line5"),
                Case(line, emptyList(), "base+2:line3", "line3 line2"),
                Case(line, emptyList(), "line2-9:line2", "line2 line1"),
                Case(line, emptyList(), "line5:line2+99", "line6 line5"),
                Case(line, emptyList(), "line2+99:", ""),
                Case(line, emptyList(), ":line2-1", "line1"),
                Case(line, emptyList(), ":line2-5", ""),
                Case(line, listOf("line1"), ":current-1", ""),
                Case(line, emptyList(), "line2+2:line3", "not-an-ancestor"),
                Case(line, emptyList(), "lime2+2:", "unknown-revision"),
                Case(line, emptyList(), "line2+1:+2", "line5 line4 line3"),
                Case(line, listOf("line3"), "current+1:", "line6 line5 line4"),
                Case(line, listOf("line3"), "current-1:current+1", "line4 line3 line2"),
                Case(line, listOf("line3"), ":current-1", "line2 line1"),
                Case(line, listOf("line6"), "current+1:", ""),
                Case(line, emptyList(), "current+1:", "line6 line5 line4 line3 line2 line1"),
                Case(line, emptyList(), ":current+1", "line1"),
                Case(line, emptyList(), "current-1:line2", "line2 line1"),
                Case(fork, emptyList(), "root0+1:", "ambiguous-walk"),
                Case(fork, emptyList(), "left@root0+1:", "left2 left1"),
                Case(fork, emptyList(), "left@left2-1:heads", "left2 left1"),
                Case(fork, emptyList(), "left@right1-1:", "not-on-branch"),
                Case(fork, emptyList(), "lfet@root0+1:", "unknown-revision"),
                Case(fork, listOf("left1", "right1"), "current+1:", "ambiguous-current"),
                Case(fork, listOf("left1", "right1"), "left@current+1:", "left2"),
                Case(fork, listOf("left1", "right1"), ":left@current+1", "left2 left1 root0"),
                Case(fork, listOf("root0"), "current+1:", "ambiguous-walk"),
            )
        for ((drawing, rows, range, answer) in cases) {
            test("$range of ${drawing.take(5)}… at $rows: $answer") {
                val status = Status(graph(drawing), History.of(rows))
                val found = { status.between(TargetRange.parse(range)).newestFirst() }
                if ('-' in answer) {
                    val failure = shouldThrow<MigrationException> { found() }
                    failure.problems().map { it.code().text() } shouldBe listOf(answer)
                } else {
                    found().joinToString(" ") { it.id() } shouldBe answer
                }
            }
        }
    })
