package io.kmigrate.cli.output

import kotlin.math.max
import kotlin.math.sqrt

/**
 * Where the tables of a diagram stand. Tables that refer to each other are in columns, those that
 * are referred to on the left. Groups without a reference between them stand below each other.
 *
 * @param sizes width and height of each table
 * @param references from each table to those that it refers to
 */
internal class SchemaLayout(private val sizes: List<Size>, references: List<Set<Int>>) {
    data class Size(val width: Int, val height: Int)

    data class Place(val x: Int, val y: Int)

    private val parents = references.mapIndexed { table, others ->
        others.filter { it != table }.sorted()
    }
    private val children =
        sizes.indices
            .map { ArrayList<Int>() }
            .also { lists ->
                parents.forEachIndexed { table, others -> others.forEach { lists[it] += table } }
            }
    private val placed = arrayOfNulls<Place>(sizes.size)

    /** Of each table. */
    val places: List<Place>

    /** Of the whole. */
    val size: Size

    init {
        val groups = groups()
        val (single, related) = groups.partition { it.size == 1 }
        val blocks = related.map(::columns)
        val rest = single.flatten()
        val all = if (rest.isEmpty()) blocks else blocks + listOf(grid(rest))
        size = stacked(all)
        places = placed.map { requireNotNull(it) }
    }

    /** The tables of a group, each at its place in it. */
    private class Block(val places: Map<Int, Place>, val size: Size)

    /** Tables that references join, the largest group first. */
    private fun groups(): List<List<Int>> {
        val seen = BooleanArray(sizes.size)
        val groups = ArrayList<List<Int>>()
        for (start in sizes.indices) {
            if (seen[start]) continue
            val group = arrayListOf(start)
            seen[start] = true
            var next = 0
            while (next < group.size) {
                val table = group[next++]
                for (other in parents[table] + children[table]) {
                    if (!seen[other]) group += other
                    seen[other] = true
                }
            }
            groups += group.sorted()
        }
        return groups.sortedByDescending { it.size }
    }

    private fun columns(group: List<Int>): Block {
        val ranks = ranks(group)
        val columns = group.groupBy { ranks.getValue(it) }.toSortedMap().values
        val tallest = tallest(group)
        val position = HashMap<Int, Double>()
        val split = ArrayList<List<Int>>()
        for (column in columns) {
            val ordered = column.sortedBy { table -> center(table, position) }
            ordered.forEachIndexed { place, table ->
                position[table] = place.toDouble() / ordered.size
            }
            split += split(ordered, tallest)
        }
        return block(split)
    }

    /** How far a table is from those that refer to nothing; a circle is opened at one place. */
    private fun ranks(group: List<Int>): Map<Int, Int> {
        val ranks = HashMap<Int, Int>()
        val waiting = group.associateWith { parents[it].size }.toMutableMap()
        val ready = ArrayDeque(group.filter { waiting[it] == 0 })
        val circle = group.sortedByDescending { children[it].size }.iterator()
        while (ranks.size < group.size) {
            val table = ready.removeFirstOrNull() ?: circle.next()
            if (table in ranks) continue
            ranks[table] = parents[table].maxOfOrNull { (ranks[it] ?: -1) + 1 } ?: 0
            for (child in children[table]) {
                val left = waiting.getValue(child) - 1
                waiting[child] = left
                if (left == 0) ready += child
            }
        }
        return ranks
    }

    /** A table stands beside those that it refers to. */
    private fun center(table: Int, position: Map<Int, Double>): Double =
        parents[table].mapNotNull { position[it] }.let { if (it.isEmpty()) 1.0 else it.average() }

    private fun tallest(tables: List<Int>): Int {
        val area = tables.sumOf { (sizes[it].width + GAP) * (sizes[it].height + SPACE).toDouble() }
        return max(LEAST, sqrt(area / RATIO).toInt())
    }

    private fun split(column: List<Int>, tallest: Int): List<List<Int>> {
        val result = arrayListOf(ArrayList<Int>())
        var height = 0
        for (table in column) {
            if (height > 0 && height + sizes[table].height > tallest) {
                result += ArrayList<Int>()
                height = 0
            }
            result.last() += table
            height += sizes[table].height + SPACE
        }
        return result
    }

    private fun block(columns: List<List<Int>>, gap: Int = GAP): Block {
        val heights = columns.map { column -> column.sumOf { sizes[it].height + SPACE } - SPACE }
        val height = heights.max()
        val places = HashMap<Int, Place>()
        var x = 0
        columns.forEachIndexed { index, column ->
            var y = (height - heights[index]) / 2
            for (table in column) {
                places[table] = Place(x, y)
                y += sizes[table].height + SPACE
            }
            x += column.maxOf { sizes[it].width } + gap
        }
        return Block(places, Size(x - gap, height))
    }

    /** Tables without references. */
    private fun grid(tables: List<Int>): Block = block(split(tables, tallest(tables)), SPACE)

    /** Blocks in rows, as words are in lines. */
    private fun stacked(blocks: List<Block>): Size {
        val area = blocks.sumOf { (it.size.width + GAP) * (it.size.height + GAP).toDouble() }
        val room = max(blocks.maxOfOrNull { it.size.width } ?: 0, sqrt(area * RATIO).toInt())
        var x = 0
        var y = 0
        var row = 0
        var width = 0
        for (block in blocks) {
            if (x > 0 && x + block.size.width > room) {
                y += row + GAP
                x = 0
                row = 0
            }
            block.places.forEach { (table, place) ->
                placed[table] = Place(x + place.x, y + place.y)
            }
            width = max(width, x + block.size.width)
            x += block.size.width + GAP
            row = max(row, block.size.height)
        }
        return Size(width, y + row)
    }

    private companion object {
        const val GAP = 72
        const val SPACE = 24

        /** Width to height. */
        const val RATIO = 1.6

        /** The height up to which a column stays whole. */
        const val LEAST = 520
    }
}
