package io.kmigrate.cli.command

import io.kmigrate.cli.scenario.ScriptBatch
import java.nio.file.Path
import kotlin.io.path.createDirectories

/** Compiles the scripts of all cases before the first one runs. */
internal object FixScripts {
    fun compile(cases: List<FixCase>, work: Path, cache: Path) {
        val sketch = Sketch(work.resolve("sketch").createDirectories(), cache)
        cases.forEach { it.before(sketch) }
        val folder = work.resolve("scripts")
        ScriptBatch.write(sketch.scripts, folder)
        ScriptBatch.compile(folder, cache)
    }

    /** What a case writes, without the commands that it runs. */
    private class Sketch(place: Path, cache: Path) : FixProject(place, cache) {
        val scripts = mutableListOf<String>()

        override fun file(name: String, text: String) {
            if (name.endsWith(".migration.kts")) {
                scripts += text
            }
        }

        override fun sql(statement: String) = Unit

        override fun run(command: String) = Result(0, "")

        override fun fail(command: String) = run(command)
    }
}
