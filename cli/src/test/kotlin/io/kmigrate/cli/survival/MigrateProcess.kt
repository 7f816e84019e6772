package io.kmigrate.cli.survival

import io.kmigrate.cli.scenario.ScenarioMachine
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** The real command, as a process of its own. */
internal class MigrateProcess private constructor(private val process: Process, val log: Path) {
    val isAlive: Boolean
        get() = process.isAlive

    /** Ends it at once, as `kill -9` does; false when it had ended before. */
    fun kill(): Boolean {
        val lived = process.isAlive
        process.destroyForcibly().waitFor()
        return lived && process.exitValue() != 0
    }

    /** Asks it to end, as a plain `kill` does. */
    fun terminate() = process.destroy()

    fun waitMillis(millis: Long) = process.waitFor(millis, TimeUnit.MILLISECONDS)

    /** Its exit code. */
    fun end(): Int {
        check(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) { "migrate does not end" }
        return process.exitValue()
    }

    companion object {
        private const val PATIENCE_MINUTES = 3L
        private val distribution = Path.of(System.getProperty("kmigrate.distribution"))
        private val cache = ScenarioMachine.cacheOf(distribution)

        fun start(folder: Path, vararg arguments: String): MigrateProcess {
            val log = Files.createTempFile(folder, "run", ".log")
            val builder =
                ProcessBuilder(listOf("$distribution/bin/migrate") + arguments)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
            val variables = builder.environment()
            variables.keys.removeIf { it.startsWith("MIGRATE_") }
            variables["JAVA_HOME"] = System.getProperty("java.home")
            variables["MIGRATE_CACHE"] = cache.toString()
            return MigrateProcess(builder.start().also { it.outputStream.close() }, log)
        }
    }
}
