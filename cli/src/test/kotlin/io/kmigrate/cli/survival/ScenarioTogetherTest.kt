package io.kmigrate.cli.survival

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlin.io.path.readText

/** Twenty processes upgrade one database at once; `-Dprocesses=…` for another number. */
internal class ScenarioTogetherTest : FunSpec() {
    private val count = Integer.getInteger("processes", 20)

    init {
        SurvivalDatabase.entries.forEach { database ->
            test("$database: $count processes at once apply each revision once") {
                val place = tempdir().toPath().toRealPath()
                val scripts = SurvivalScripts.write(place.resolve("migrations"))
                val url = database.fresh(place)
                val arguments = arrayOf("--url", url, "--scripts", scripts.toString(), "upgrade")
                val all = (1..count).map { MigrateProcess.start(place, *arguments) }
                all.forEach { process ->
                    val exitCode = process.end()
                    withClue(process.log.readText()) { exitCode shouldBe 0 }
                }
                val found = Contents.of(url)
                val steps = (1..SurvivalScripts.COUNT)
                found.applied shouldContainExactly steps.map(SurvivalScripts::id)
                found.rows.filter { it in steps.map(Int::toString) }.size shouldBe steps.count()
                println("$database: $count processes, applied twice 0, lost 0")
            }
        }
    }
}
