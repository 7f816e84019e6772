package io.kmigrate.cli.survival

import io.kmigrate.testing.seed
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.fileSize
import kotlin.io.path.readText
import kotlin.random.Random
import kotlin.random.nextLong

/**
 * Kills upgrades at random moments; a plain `upgrade` must then complete with nothing lost and
 * nothing done twice. `-Dkills=200` kills that often on each database, `-Dkilled=H2` on that one
 * alone, `-Dkills.seed=…` repeats a run.
 */
internal class ScenarioKillTest : FunSpec() {
    private val wanted = Integer.getInteger("kills", 2)
    private val seed = seed("kills.seed")

    /** Compiled: the runs of all databases have nothing else to do than to run. */
    private val scripts by lazy {
        val place = tempdir().toPath().toRealPath()
        val folder = SurvivalScripts.write(place.resolve("migrations"))
        MigrateProcess.start(place, "--scripts", folder.toString(), "validate").succeeds()
        folder
    }

    init {
        databases().forEach { database ->
            test("$database survives being killed") { Harness(database).survives() }
        }
    }

    private fun databases(): List<SurvivalDatabase> =
        System.getProperty("killed")?.let { listOf(SurvivalDatabase.valueOf(it)) }
            ?: SurvivalDatabase.entries

    private fun MigrateProcess.succeeds() {
        val exitCode = end()
        withClue(log.readText()) { exitCode shouldBe 0 }
    }

    /** What happened, counted in the databases after each kill and after each rerun. */
    private class Tally {
        var kills = 0
        var betweenRevisions = 0
        var insideRevision = 0
        var reruns = 0
        var appliedTwice = 0
        var lost = 0

        /** Kills that found work begun and not ended; the others came too early. */
        val hits
            get() = betweenRevisions + insideRevision

        fun killed(left: Contents) {
            kills++
            if (left.isInsideRevision) insideRevision++ else if (left.isHalfDone) betweenRevisions++
        }

        fun completed(found: Contents) {
            reruns++
            appliedTwice += found.appliedTwice
            lost += found.lost
        }

        override fun toString() =
            "kills $kills (some revisions done $betweenRevisions, one unfinished $insideRevision)," +
                " reruns $reruns, applied twice $appliedTwice, lost $lost"
    }

    private inner class Harness(private val database: SurvivalDatabase) {
        private val random = Random(seed)
        private val tally = Tally()

        /** Milliseconds after its start in which a run works. */
        private var moments = 0L..0L

        fun survives() {
            val expected = undisturbed()
            val wanted = database.share(wanted)
            while (tally.kills < wanted || tally.hits == 0 && tally.kills < 10 * wanted) {
                withClue("$database: -Dkills.seed=$seed, $tally") { killAndComplete(expected) }
            }
            println("$database: $tally")
            tally.appliedTwice shouldBe 0
            tally.lost shouldBe 0
            tally.hits shouldBeGreaterThan 0
        }

        /** What a run leaves; sets [moments]. */
        private fun undisturbed(): Contents {
            val place = tempdir().toPath().toRealPath()
            val url = database.fresh(place)
            val start = System.nanoTime()
            val run = start(place, url)
            while (run.log.fileSize() == 0L && run.isAlive) Thread.sleep(1)
            val firstWord = millisSince(start)
            run.succeeds()
            moments = firstWord * 2 / 3..millisSince(start)
            return Contents.of(url)
        }

        private fun killAndComplete(expected: Contents) {
            val place = tempdir().toPath().toRealPath()
            val url = database.fresh(place)
            do {
                val run = start(place, url)
                val moment = random.nextLong(moments)
                run.waitMillis(moment)
                val wasKilled = run.kill()
                if (wasKilled) tally.killed(Contents.of(url)) else endBy(moment)
            } while (wasKilled && random.nextBoolean())
            start(place, url).succeeds()
            val found = Contents.of(url)
            tally.completed(found)
            found.schema shouldBe expected.schema
            found.rows shouldBe expected.rows
        }

        /**
         * A run that ended before its moment says that later moments are none: machines get faster.
         */
        private fun endBy(moment: Long) {
            moments = minOf(moments.first, moment / 2)..maxOf(1, moment - 1)
        }

        private fun start(place: Path, url: String) =
            MigrateProcess.start(place, "--url", url, "--scripts", scripts.toString(), "upgrade")

        private fun millisSince(start: Long) = (System.nanoTime() - start) / NANOS_PER_MILLI
    }

    private companion object {
        const val NANOS_PER_MILLI = 1_000_000
    }
}
