package io.kmigrate.cli

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** It runs unasked, where somebody's settings are. */
internal class CacheWarmupTest : FunSpec() {
    init {
        test("the warm-up touches no database that a variable or the folder names") {
            val folder = tempdir().toPath()
            val settings = "[migrate]\nurl = \"sqlite:configured.db\"\n"
            folder.resolve("migrate.toml").writeText(settings)
            folder.resolve(".env").writeText("MIGRATE_URL=sqlite:from-env.db\n")
            warmUp(folder) shouldBe 0
            folder
                .listDirectoryEntries()
                .map { it.name }
                .filterNot { it == "log" }
                .sorted() shouldContainExactly listOf(".env", "cache", "migrate.toml")
        }

        test("the launcher starts classes that exist") {
            val launcher = Path.of("src/main/distribution/bin/migrate").readText()
            val names = MAIN_CLASS.findAll(launcher).map { it.value }.toSet()
            names shouldContain CacheWarmup::class.java.name
            names.forEach { Class.forName(it) }
        }
    }

    /** Without a compiler, which it can do without. */
    private fun warmUp(folder: Path): Int {
        val builder =
            ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Dkmigrate.cache=${folder.resolve("cache")}",
                    "-Dkmigrate.compiler=${folder.resolve("none")}",
                    "io.kmigrate.cli.CacheWarmup",
                )
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
        builder.environment()["MIGRATE_URL"] = "sqlite:${folder.resolve("variable.db")}"
        return builder.start().waitFor()
    }

    private companion object {
        val MAIN_CLASS = Regex("""io\.kmigrate(\.[a-z]+)*\.[A-Z]\w*""")
    }
}
