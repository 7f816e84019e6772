package io.kmigrate.cli.output

import io.kmigrate.graph.RevisionGraph
import io.kmigrate.revision.Revision

/**
 * Draws revisions below their children, newest first, as `git log --graph` does: a lane leads from
 * a revision down to each of its parents. Lanes of dependencies are dotted. A revision that has no
 * parent among those shown is hollow: what is drawn beneath it has nothing to do with it.
 */
internal class GraphDrawing(
    private val graph: RevisionGraph,
    private val strokes: Strokes,
    private val paint: Paint,
) {
    /** The most lanes there were at once beyond those that are drawn. */
    var lanesLeftOut: Int = 0
        private set

    /**
     * A line on its way down.
     *
     * @property to the revision it leads to
     */
    private class Lane(val to: String, val isDependency: Boolean)

    private val lanes = ArrayList<Lane?>()
    private val lines = ArrayList<String>()

    /**
     * @param revisions children before their parents
     * @param text what stands beside a revision; its first line goes beside the node
     */
    fun of(revisions: List<Revision>, text: (Revision) -> String): String {
        val shown = revisions.map { it.id() }.toSet()
        for (revision in revisions) {
            val place = joined(revision.id())
            val words = text(revision).split('\n')
            val below = below(revision).filter { it.to in shown }
            val mark = if (below.isEmpty()) strokes.lastNode else strokes.node
            lines += "${row(place, mark)} ${words.first()}"
            descend(place, below)
            words.drop(1).mapTo(lines) { "${row().ifEmpty { " " }} $it".trimEnd() }
        }
        return lines.joinToString("\n").trimEnd()
    }

    /** Brings all lanes that lead to [id] together; where that is. */
    private fun joined(id: String): Int {
        val leading = lanes.indices.filter { lanes[it]?.to == id }
        if (leading.isEmpty()) {
            return free(after = -1).also { lanes[it] = Lane(id, false) }
        }
        val others = leading.drop(1)
        if (others.isNotEmpty()) {
            lines += connected(leading.first(), others, strokes.join, strokes.joinMiddle)
            others.forEach { lanes[it] = null }
        }
        return leading.first()
    }

    private fun below(revision: Revision): List<Lane> =
        graph.parents(revision).map { Lane(it.id(), false) } +
            graph.dependencies(revision).map { Lane(it.id(), true) }

    /** Continues from [place] to all that is [below] it. */
    private fun descend(place: Int, below: List<Lane>) {
        lanes[place] = below.firstOrNull()
        val opened = below.drop(1).map { lane -> free(place).also { lanes[it] = lane } }
        lanesLeftOut = maxOf(lanesLeftOut, lanes.size - MOST_LANES)
        if (opened.isNotEmpty()) {
            lines += connected(place, opened, strokes.fork, strokes.forkMiddle)
        }
        while (lanes.isNotEmpty() && lanes.last() == null) {
            lanes.removeAt(lanes.lastIndex)
        }
    }

    private fun free(after: Int): Int {
        val place = (after + 1 until lanes.size).firstOrNull { lanes[it] == null }
        if (place != null) {
            return place
        }
        lanes += null
        return lanes.lastIndex
    }

    /** All lanes as they are, with [mark] in one of them, or behind those that are drawn. */
    private fun row(place: Int = -1, mark: Char = ' '): String {
        val lines =
            drawn().joinToString(" ") { index ->
                if (index == place) paint.good(mark.toString())
                else lanes[index]?.let(::stroke)?.toString() ?: " "
            }
        val node = if (place < MOST_LANES) "" else " ${paint.good("$mark")}"
        return "$lines${more()}$node".trimEnd()
    }

    /** The lanes that are drawn: beyond some width, nobody can follow a line. */
    private fun drawn(): IntRange = 0 until minOf(lanes.size, MOST_LANES)

    private fun more(): String = if (lanes.size > MOST_LANES) " ${strokes.more}" else ""

    private fun stroke(lane: Lane): Char = if (lane.isDependency) strokes.dotted else strokes.lane

    /**
     * A row in which lines lead from [start] to [ends] on its right, the last ending in [corner].
     */
    private fun connected(start: Int, ends: List<Int>, corner: Char, middle: Char): String =
        buildString {
            for (index in drawn()) {
                val lane = lanes[index]
                val inside = index in start..ends.last()
                append(
                    when {
                        index == start -> strokes.tee
                        index == ends.last() -> corner
                        index in ends -> middle
                        inside && lane != null -> strokes.cross
                        inside -> strokes.dash
                        lane != null -> stroke(lane)
                        else -> ' '
                    }
                )
                append(if (index in start until ends.last()) strokes.dash else ' ')
            }
            append(more().drop(1))
        }
        .trimEnd()

    private companion object {
        /** As many as fit beside the text on a wide screen. */
        const val MOST_LANES = 50
    }
}
