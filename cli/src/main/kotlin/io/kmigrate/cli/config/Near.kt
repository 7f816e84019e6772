package io.kmigrate.cli.config

/** The name a user most likely meant. */
internal object Near {
    private const val CLOSE_ENOUGH = 3

    fun nearest(name: String, known: Collection<String>): String? =
        known
            .map { it to distance(name.lowercase(), it.lowercase()) }
            .filter { (candidate, distance) ->
                distance < CLOSE_ENOUGH && distance < maxOf(name.length, candidate.length) / 2 + 1
            }
            .minByOrNull { it.second }
            ?.first

    /**
     * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
     */
    private fun distance(from: String, to: String): Int {
        val rows =
            Array(from.length + 1) { row -> IntArray(to.length + 1) { if (row == 0) it else 0 } }
        for (row in 1..from.length) {
            rows[row][0] = row
            for (column in 1..to.length) {
                val same = from[row - 1] == to[column - 1]
                var best = rows[row - 1][column - 1] + if (same) 0 else 1
                best = minOf(best, rows[row - 1][column] + 1, rows[row][column - 1] + 1)
                val swapped =
                    row > 1 &&
                        column > 1 &&
                        from[row - 1] == to[column - 2] &&
                        from[row - 2] == to[column - 1]
                rows[row][column] =
                    if (swapped) minOf(best, rows[row - 2][column - 2] + 1) else best
            }
        }
        return rows[from.length][to.length]
    }
}
