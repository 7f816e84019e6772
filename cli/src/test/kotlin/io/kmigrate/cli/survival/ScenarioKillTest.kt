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

        /** Milliseconds until a run says its first word, and from then on to its end. */
        private var silence = 0L
        private var work = 0L

        fun survives() {
            val expected = undisturbed()
            val wanted = database.share(wanted)
            while (tally.kills < wanted || tally.hits == 0 && tally.kills < 10 * wanted) {
                withClue("$database: -Dkills.seed=$seed, $tally") {
                    killAndComplete(expected, (wanted - tally.kills).coerceAtLeast(1))
                }
            }
            println("$database: $tally")
            tally.appliedTwice shouldBe 0
            tally.lost shouldBe 0
            tally.hits shouldBeGreaterThan 0
        }

        /** What a run leaves; sets [silence] and [work]. */
        private fun undisturbed(): Contents {
            val place = tempdir().toPath().toRealPath()
            val url = database.fresh(place)
            val begin = System.nanoTime()
            val run = start(place, url)
            run.awaitWord()
            silence = millisSince(begin)
            run.succeeds()
            work = millisSince(begin) - silence
            return Contents.of(url)
        }

        /** Up to [most] kills, one after the other, and the run that completes. */
        private fun killAndComplete(expected: Contents, most: Int) {
            val place = tempdir().toPath().toRealPath()
            val url = database.fresh(place)
            val before = tally.kills
            do {
                val run = start(place, url)
                val wasKilled = run.killAtRandom()
                if (wasKilled) tally.killed(Contents.of(url))
            } while (wasKilled && tally.kills - before < most && random.nextBoolean())
            start(place, url).succeeds()
            val found = Contents.of(url)
            tally.completed(found)
            found.schema shouldBe expected.schema
            found.rows shouldBe expected.rows
        }

        /**
         * At its start now and then, and mostly while it works, which begins with its first word: a
         * start takes longer on a machine that is busy. False when it ended before; later moments
         * are none then, since machines also get faster.
         */
        private fun MigrateProcess.killAtRandom(): Boolean {
            if (random.nextInt(STARTS) == 0) {
                waitMillis(silence * random.nextLong(START_PERCENT) / 100)
                return kill()
            }
            awaitWord()
            val moment = random.nextLong(work)
            waitMillis(moment)
            return kill().also { if (!it) work = moment.coerceAtLeast(1) }
        }

        private fun MigrateProcess.awaitWord() {
            while (log.fileSize() == 0L && isAlive) Thread.sleep(1)
        }

        private fun start(place: Path, url: String) =
            MigrateProcess.start(place, "--url", url, "--scripts", scripts.toString(), "upgrade")

        private fun millisSince(start: Long) = (System.nanoTime() - start) / NANOS_PER_MILLI
    }

    private companion object {
        const val NANOS_PER_MILLI = 1_000_000

        /** One kill of so many strikes a run that has said nothing yet. */
        const val STARTS = 4
        val START_PERCENT = 66L..99L
    }
}
