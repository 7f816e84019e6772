package io.kmigrate.cli.scenario

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.concurrency.TestExecutionMode
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** Plays every scenario against the assembled distribution. `-Dscenario.update` rewrites them. */
internal class ScenarioTest : FunSpec() {
    private val update = System.getProperty("scenario.update") != null
    private val only = System.getProperty("scenario")
    private val distribution = Path.of(System.getProperty("kmigrate.distribution"))
    private val machine = autoClose(ScenarioMachine(distribution))

    init {
        // Each has a folder and a database of its own, and a thread to wait in.
        blockingTest = true
        testExecutionMode = TestExecutionMode.LimitedConcurrency(AT_ONCE)
        val folder = Path.of("src/test/resources/scenarios")
        val scenarios =
            folder.listDirectoryEntries("*.txt").sorted().filter {
                only == null || it.nameWithoutExtension == only
            }
        beforeSpec {
            ScenarioScripts.compile(
                distribution,
                ScenarioMachine.cacheOf(distribution),
                scenarios.map { Scenario.parse(it.readText()) },
                tempdir().toPath(),
            )
        }
        for (file in scenarios) {
            test(file.nameWithoutExtension.replace('-', ' ')) {
                val text = file.readText()
                val scenario = Scenario.parse(text)
                val played =
                    machine.folder().use { folder ->
                        scenario.files.forEach { (path, content) ->
                            val target = folder.path.resolve(path)
                            Files.createDirectories(target.parent)
                            target.writeText(content)
                        }
                        machine.play(scenario, folder.path)
                    }
                if (update) file.writeText(played) else played shouldBe text
            }
        }
    }

    private companion object {
        val AT_ONCE: Int = Integer.getInteger("scenarios.at.once", 2)
    }
}
