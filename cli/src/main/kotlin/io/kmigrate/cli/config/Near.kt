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

    /** Insertions, deletions and replacements that lead from one to the other. */
    private fun distance(from: String, to: String): Int {
        var previous = IntArray(to.length + 1) { it }
        for (row in 1..from.length) {
            val current = IntArray(to.length + 1)
            current[0] = row
            for (column in 1..to.length) {
                val replaced = previous[column - 1] + if (from[row - 1] == to[column - 1]) 0 else 1
                current[column] = minOf(replaced, previous[column] + 1, current[column - 1] + 1)
            }
            previous = current
        }
        return previous[to.length]
    }
}
