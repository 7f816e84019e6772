package io.kmigrate.cli.survival

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import kotlin.io.path.readText

/** Some processes upgrade one database at once; `-Dprocesses=…` says how many. */
internal class ScenarioTogetherTest : FunSpec() {
    private val wanted = Integer.getInteger("processes", 5)

    /** Compiled, which is not what is to be done at once here. */
    private val scripts by lazy {
        val place = tempdir().toPath().toRealPath()
        val folder = SurvivalScripts.write(place.resolve("migrations"))
        MigrateProcess.start(place, "--scripts", "$folder", "validate").end() shouldBe 0
        folder
    }

    init {
        SurvivalDatabase.entries.forEach { database ->
            val count = database.share(wanted)
            test("$database: $count processes at once apply each revision once") {
                val place = tempdir().toPath().toRealPath()
                val url = database.freshForMany(place)
                val upgrade = arrayOf("--url", url, "--scripts", "$scripts", "upgrade")
                val all = (1..count).map { MigrateProcess.start(place, *upgrade) }
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
