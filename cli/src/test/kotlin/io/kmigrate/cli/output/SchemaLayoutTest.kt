package io.kmigrate.cli.output

import io.kmigrate.testing.seed
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import kotlin.random.Random

internal class SchemaLayoutTest :
    FunSpec({
        fun layout(count: Int, references: Set<Pair<Int, Int>>, size: (Int) -> SchemaLayout.Size) =
            SchemaLayout(
                (0 until count).map(size),
                (0 until count).map { table ->
                    references.filter { it.first == table }.map { it.second }.toSet()
                },
            )

        for ((count, share) in
            listOf(1 to 0.0, 2 to 1.0, 40 to 0.02, 40 to 0.5, 500 to 0.003, 500 to 0.0)) {
            test("no two of $count tables overlap, with $share of all references") {
                val seed = seed("layout.seed")
                withClue("seed $seed") {
                    val random = Random(seed)
                    val references =
                        (0 until count)
                            .flatMap { from -> (0 until count).map { from to it } }
                            .filter { random.nextDouble() < share }
                            .toSet()
                    val sizes =
                        (0 until count).map {
                            SchemaLayout.Size(random.nextInt(20, 400), random.nextInt(20, 300))
                        }
                    val layout = layout(count, references) { sizes[it] }
                    layout.places.size shouldBe count
                    val boxes = layout.places.zip(sizes)
                    boxes.forEach { (place, size) ->
                        place.x + size.width shouldBeLessThanOrEqual layout.size.width
                        place.y + size.height shouldBeLessThanOrEqual layout.size.height
                    }
                    boxes
                        .flatMapIndexed { number, one ->
                            boxes.drop(number + 1).map { one to it }
                        }
                        .filter { (one, other) -> overlap(one, other) }
                        .shouldBeEmpty()
                }
            }
        }

        test("a table is drawn to the right of those that it refers to") {
            val layout = layout(3, setOf(2 to 1, 1 to 0, 2 to 0)) { SchemaLayout.Size(100, 50) }
            layout.places[0].x shouldBeLessThan layout.places[1].x
            layout.places[1].x shouldBeLessThan layout.places[2].x
        }

        test("many tables that refer to one make no single column") {
            val layout =
                layout(500, (1 until 500).map { it to 0 }.toSet()) { SchemaLayout.Size(100, 50) }
            layout.size.height shouldBeLessThan layout.size.width
        }
    })

private typealias Box = Pair<SchemaLayout.Place, SchemaLayout.Size>

private fun overlap(one: Box, other: Box): Boolean =
    one.first.x < other.first.x + other.second.width &&
        other.first.x < one.first.x + one.second.width &&
        one.first.y < other.first.y + other.second.height &&
        other.first.y < one.first.y + one.second.height
