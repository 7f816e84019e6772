package io.kmigrate.graph

import io.kmigrate.revision.Revision

/**
 * Reads a drawing of a graph: `a <- b, a <- c, b+c <- d`. A revision may be followed by what it
 * depends on and its labels: `a <- b [x+y] @label`. A base stands alone.
 */
fun drawn(drawing: String): List<Revision> =
    drawing.split(',').map { it.trim() }.filter { it.isNotEmpty() }.map(::revision)

fun graph(drawing: String): RevisionGraph = RevisionGraph.of(drawn(drawing))

private val node = Regex("""(?:(\S+)\s*<-\s*)?([^\s\[@]\S*)(?:\s+\[(\S*)])?((?:\s+@\S+)*)""")

private fun revision(text: String): Revision {
    val (parents, id, dependencies, labels) =
        requireNotNull(node.matchEntire(text)) { "cannot read \"$text\"" }.destructured
    return Revision(
        id,
        parents.split('+').filter { it.isNotEmpty() },
        dependencies.split('+').filter { it.isNotEmpty() },
        labels.split(' ').filter { it.isNotEmpty() }.map { it.removePrefix("@") },
        "",
        "migrations/$id.migration.kts",
    )
}
