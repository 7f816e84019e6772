package io.kmigrate.run

import io.kmigrate.graph.UnknownAppliedRevisionException
import io.kmigrate.migrator
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/**
 * A database that has what no script has: a newer release was there, or an applied script is gone.
 */
class UnknownRevisionsTest :
    FunSpec({
        val old = listOf(migration("aaaa", up = listOf(create("one"))), two)
        val new = old + migration("cccc", "bbbb", up = listOf(create("three")))

        TestDatabase.entries.forEach { kind ->
            test("$kind: an older release is refused, and the refusal names the newer one") {
                val database = kind.fresh()
                migrator(database, new).upgrade()
                val strict = migrator(database, old)
                listOf<() -> Any>(
                        { strict.upgrade() },
                        { strict.planUpgrade() },
                        { strict.downgrade("-1") },
                        { strict.status() },
                    )
                    .forEach { act ->
                        val failure = shouldThrow<UnknownAppliedRevisionException> { act() }
                        failure.ids() shouldContainExactly listOf("cccc")
                        failure.message shouldContain "the database is at cccc, which no script has"
                        failure.message shouldContain "cccc \"make cccc\" was applied by "
                    }
            }

            test(
                "$kind: an older release that ignores unknown revisions starts, and changes nothing"
            ) {
                val database = kind.fresh()
                migrator(database, new).upgrade()
                val warnings = ArrayList<String>()
                val tolerant =
                    migrator(database, old) {
                        ignoreUnknownRevisions(true).warnings { warnings += it }
                    }
                val report = tolerant.upgrade()
                report.steps().shouldBeEmpty()
                report.revisions() shouldContainExactly listOf("bbbb")
                warnings shouldContainExactly
                    listOf(
                        "the database also has cccc, which no script has: ignored, as the settings ask"
                    )
                tolerant.status().pending().isEmpty shouldBe true
                tolerant.planUpgrade().isEmpty shouldBe true
                shouldThrow<UnknownAppliedRevisionException> { tolerant.downgrade("-1") }
                database.query("select version_num from migrate_version") shouldContainExactly
                    listOf("cccc")
            }
        }

        test("a pending revision beside an unknown one is not applied") {
            val database = TestDatabase.SQLITE.fresh()
            migrator(database, new).upgrade()
            val other = old + migration("dddd", "bbbb", up = listOf(create("four")))
            val tolerant = migrator(database, other) { ignoreUnknownRevisions(true) }
            shouldThrow<UnknownAppliedRevisionException> { tolerant.upgrade() }.message shouldBe
                "the database is at cccc, which no script has, and lacks dddd:" +
                    " unknown revisions can be ignored only where nothing is pending"
            database.query("select name from sqlite_master where name = 'four'").shouldBeEmpty()
        }

        test("after a stamp down, later revisions count as pending") {
            val database = TestDatabase.SQLITE.fresh()
            migrator(database, new).upgrade()
            migrator(database, new).stamp("aaaa")
            val newer = listOf(old[0], migration("eeee", "aaaa", up = listOf(create("five"))))
            migrator(database, newer).upgrade()
            val tolerant = migrator(database, old) { ignoreUnknownRevisions(true) }
            shouldThrow<UnknownAppliedRevisionException> { tolerant.upgrade() }
                .message shouldContain "and lacks bbbb"
        }
    })

private val two = migration("bbbb", "aaaa", up = listOf(create("two")))
