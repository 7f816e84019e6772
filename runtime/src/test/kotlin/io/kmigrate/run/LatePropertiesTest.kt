package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.failure.MigrationException
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.seed
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import javax.sql.DataSource
import kotlin.random.Random

/**
 * Scripts come in at random places while a database is upgraded and downgraded at random. Each
 * revision makes a table with its name, so that the database itself says what was applied.
 * `-Dlate.seed=SEED` repeats a failure.
 */
class LatePropertiesTest :
    FunSpec({
        val first = seed("late.seed")
        val count = Integer.getInteger("late.count", 15)
        test("a revision is missing if the rows imply it and the database does not have it") {
            for (seed in first until first + count) {
                withClue("-Dlate.seed=$seed") { World(Random(seed)).live() }
            }
        }
    })

private class World(private val random: Random) {
    private val database: DataSource = TestDatabase.SQLITE.fresh()
    private val parents = linkedMapOf<String, List<String>>()
    private val log = mutableListOf<String>()

    fun live() {
        repeat(3) { grow() }
        repeat(8) {
            val change = random.nextInt(6)
            when {
                change < 2 -> grow()
                change < 4 -> putBeneath()
                else -> move()
            }
            withClue(log) { compare() }
        }
        withClue(log) { end() }
    }

    private fun grow() {
        val known = parents.keys.toList()
        val wanted = if (known.isEmpty()) 0 else random.nextInt(1, 3).coerceAtMost(known.size)
        val below = known.shuffled(random).take(wanted)
        // One parent must not stand on another.
        add(
            "r${parents.size}",
            if (below.size == 2 && related(below[0], below[1])) below.take(1) else below,
        )
    }

    private fun putBeneath() {
        val above = parents.keys.random(random)
        val below = parents.getValue(above)
        val id = "r${parents.size}"
        val parent = below.randomOrNull(random)
        add(id, listOfNotNull(parent))
        parents[above] = below.filter { it != parent } + id
        log += "$above now on ${parents[above]}"
    }

    private fun add(id: String, below: List<String>) {
        parents[id] = below
        log += "$id on $below"
    }

    private fun related(one: String, other: String) = one in below(other) || other in below(one)

    private fun below(id: String): Set<String> =
        parents.getValue(id).flatMap { below(it) + it }.toSet()

    private fun move() {
        val migrator = migrator()
        if (random.nextBoolean()) {
            val target = parents.keys.random(random)
            log += "upgrade $target"
            if (migrator.status().missing().isEmpty) {
                migrator.upgrade(target)
            } else {
                shouldThrow<MigrationException> { migrator.upgrade(target) }
                if (random.nextBoolean()) {
                    log += "including late"
                    migrator.includingLate().upgrade(target)
                }
            }
        } else {
            val target = (migrator.history().rows().flatMap { below(it) } + "base").random(random)
            log += "downgrade $target"
            migrator.downgrade(target)
        }
    }

    private fun compare() {
        val status = migrator().status()
        val implied = RevisionGraph.of(revisions()).applied(status.history().rows()).ids()
        status.missing().ids() shouldContainExactly (implied - tables())
        status.applied().ids() shouldContainExactly tables()
    }

    private fun end() {
        migrator().includingLate().upgrade("heads")
        tables() shouldContainExactly parents.keys.sorted()
        migrator().upgrade("heads").steps() shouldContainExactly emptyList()
        migrator().downgrade("base")
        tables() shouldContainExactly emptyList()
    }

    private fun migrations(): List<Migration> = parents.map { (id, below) ->
        migration(id, *below.toTypedArray(), up = listOf(create(id)))
    }

    private fun revisions() = migrations().map { it.revision() }

    private fun migrator(): Migrator =
        Migrator.builder().dataSource(database).source(MigrationSource.of(migrations())).build()

    private fun tables(): List<String> =
        database
            .query(
                "select name from sqlite_master where type = 'table' and name like 'r%' order by name"
            )
            .map { it.orEmpty() }
}
