package io.kmigrate.cli.survival

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.random.Random
import kotlin.random.nextLong

/**
 * Kills upgrades at random moments; a plain `upgrade` must then complete with nothing lost and
 * nothing done twice. `-Dkills=200` kills that often on each database, `-Dseed=…` repeats a run.
 */
internal class ScenarioKillTest : FunSpec() {
    private val wanted = Integer.getInteger("kills", 12)
    private val seed = java.lang.Long.getLong("seed") ?: Random.nextLong()

    init {
        SurvivalDatabase.entries.forEach { database ->
            test("$database survives being killed") { survives(database) }
        }
    }

    private fun survives(database: SurvivalDatabase) {
        println("$database: seed $seed")
        val random = Random(seed)
        val scripts = SurvivalScripts.write(tempdir().toPath().toRealPath().resolve("migrations"))
        undisturbed(database, scripts)
        val start = System.nanoTime()
        val expected = undisturbed(database, scripts)
        val usual = (System.nanoTime() - start) / NANOS_PER_MILLI
        var kills = 0
        var reruns = 0
        while (kills < wanted) {
            val place = tempdir().toPath().toRealPath()
            val url = database.fresh(place)
            var again = true
            while (again) {
                val run = MigrateProcess.start(place, *upgrade(url, scripts))
                run.waitMillis(random.nextLong(usual / 3..usual))
                if (run.kill()) kills++ else again = false
                again = again && random.nextBoolean() && kills < wanted
            }
            withClue("seed $seed, kill $kills") {
                complete(place, url, scripts)
                reruns++
                val found = Contents.of(url)
                found.applied shouldContainExactly
                    (1..SurvivalScripts.COUNT).map(SurvivalScripts::id)
                found.schema shouldBe expected.schema
                found.rows shouldBe expected.rows
            }
        }
        println("$database: kills $kills, reruns $reruns, applied twice 0, lost 0")
    }

    private fun undisturbed(database: SurvivalDatabase, scripts: Path): Contents {
        val place = tempdir().toPath().toRealPath()
        val url = database.fresh(place)
        complete(place, url, scripts)
        return Contents.of(url)
    }

    private fun complete(place: Path, url: String, scripts: Path) {
        val run = MigrateProcess.start(place, *upgrade(url, scripts))
        val exitCode = run.end()
        withClue(run.log.readText()) { exitCode shouldBe 0 }
        Files.delete(run.log)
    }

    private fun upgrade(url: String, scripts: Path) =
        arrayOf("--url", url, "--scripts", scripts.toString(), "upgrade")

    private companion object {
        const val NANOS_PER_MILLI = 1_000_000
    }
}
