package io.kmigrate.graph

import io.kmigrate.revision.Revision
import io.kotest.property.Arb
import io.kotest.property.RandomSource
import io.kotest.property.arbitrary.arbitrary
import kotlin.random.Random

/** Some graph and some of its revisions, small enough to read when it fails. */
class Sample(val revisions: List<Revision>, val picked: List<String>) {
    val graph: RevisionGraph = RevisionGraph.of(revisions)

    override fun toString() =
        revisions.joinToString(", ") { revision ->
            (revision.parents().joinToString("+") + " <- " + revision.id()).removePrefix(" <- ") +
                if (revision.dependsOn().isEmpty()) ""
                else revision.dependsOn().joinToString("+", " [", "]")
        } + " picked " + picked
}

val samples: Arb<Sample> = arbitrary { source ->
    val revisions = randomRevisions(source)
    Sample(
        revisions.shuffled(source.random),
        revisions.map { it.id() }.filter { source.random.nextInt(4) == 0 },
    )
}

/** In topological order. */
fun randomRevisions(source: RandomSource): List<Revision> {
    val random = source.random
    val revisions = mutableListOf<Revision>()
    repeat(random.nextInt(1, 16)) { index ->
        val earlier = revisions.map { it.id() }
        val parents = earlier.sample(random, random.nextInt(-1, 3).coerceAtLeast(0).coerceAtMost(2))
        val dependsOn =
            if (random.nextInt(4) == 0) (earlier - parents.toSet()).sample(random, 2)
            else emptyList()
        revisions += Revision("r%02d".format(index), parents, dependsOn, emptyList(), "", null)
    }
    return revisions
}

private fun List<String>.sample(random: Random, count: Int) = shuffled(random).take(count)
