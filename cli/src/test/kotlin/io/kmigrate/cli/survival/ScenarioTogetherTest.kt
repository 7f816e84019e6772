package io.kmigrate.cli.survival

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import kotlin.io.path.readText

/** Twelve processes upgrade one database at once; `-Dprocesses=…` for another number. */
internal class ScenarioTogetherTest : FunSpec() {
    private val wanted = Integer.getInteger("processes", 8)

    init {
        SurvivalDatabase.entries.forEach { database ->
            val count = database.share(wanted)
            test("$database: $count processes at once apply each revision once") {
                val place = tempdir().toPath().toRealPath()
                val scripts = SurvivalScripts.write(place.resolve("migrations"))
                fun start(url: String) =
                    MigrateProcess.start(
                        place,
                        "--url",
                        url,
                        "--scripts",
                        scripts.toString(),
                        "upgrade",
                    )
                // Compiles the scripts, which is not what is to be done at once here.
                start("jdbc:sqlite:" + place.resolve("first.db")).end() shouldBe 0
                val url = database.freshForMany(place)
                val all = (1..count).map { start(url) }
                val failures = all.filter { it.end() != 0 }
                val waited = all.count { WAITING in it.log.readText() }
                val found = Contents.of(url)
                println(
                    "$database: processes $count, waited for the lock $waited, failed ${failures.size}," +
                        " applied twice ${found.appliedTwice}, lost ${found.lost}"
                )
                withClue(failures.firstOrNull()?.log?.readText()) { failures.size shouldBe 0 }
                found.appliedTwice shouldBe 0
                found.lost shouldBe 0
            }
        }
    }

    private companion object {
        /** What a process says that waits. */
        const val WAITING = "waiting"
    }
}
