package io.kmigrate.dsl

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import kotlin.io.path.readText

/**
 * Sixty migrations, judged by squawk and by us. `-Dgolden.update=true` writes their SQL, and
 * `src/test/resources/squawk/README.md` says how squawk's answer is made again.
 */
class SquawkTest :
    FunSpec({
        test("squawk was given what the migrations do") {
            if (System.getProperty("golden.update").toBoolean()) SquawkComparison.write()
            squawkCases.size shouldBe 60
            squawkCases.forEachIndexed { place, case ->
                withClue(case.source) {
                    SquawkComparison.sql(case) shouldBe SquawkComparison.file(place + 1).readText()
                }
            }
        }

        test("everything that squawk finds and that applies is found") {
            val squawk = SquawkComparison.squawk()
            squawkCases
                .flatMapIndexed { place, case ->
                    val found = SquawkComparison.ours(case)
                    squawk[place + 1]
                        .orEmpty()
                        .filter { it !in SquawkComparison.without }
                        .filterNot { rule ->
                            SquawkComparison.ours[rule].orEmpty().any { it in found }
                        }
                        .filterNot { it to place + 1 in SquawkComparison.elsewhere }
                        .map { "${place + 1} ${case.source}: $it" }
                }
                .shouldBeEmpty()
        }
    })
